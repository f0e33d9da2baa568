"""The chat page: its pages, and nothing else. Run with: streamlit run ui/app.py"""

import streamlit as st

from interviewer.errors import InterviewerError
from knowledge.errors import KnowledgeError
from ui import components, session
from ui.views import coding, connection, interview, library, report

st.set_page_config(page_title="Mock interviewer", page_icon="🎤", layout="centered")
page = st.navigation(
    [
        st.Page(interview.page, title="Interview", icon=":material/forum:", url_path="interview", default=True),
        st.Page(coding.page, title="Coding", icon=":material/code:", url_path="coding"),
        st.Page(report.page, title="Report", icon=":material/monitoring:", url_path="report"),
        st.Page(library.page, title="Library", icon=":material/library_books:", url_path="library"),
        st.Page(connection.page, title="Connection", icon=":material/lan:", url_path="connection"),
    ]
)
session.keep_address()
try:
    page.run()
except (KnowledgeError, InterviewerError) as error:
    components.failure(error)
