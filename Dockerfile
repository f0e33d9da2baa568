# The chat page as a container: docker compose up
FROM python:3.12-slim

RUN useradd --create-home --uid 10001 interviewer && install -d -o interviewer /data /cache /app
WORKDIR /app
COPY --chown=interviewer pyproject.toml constraints.txt README.md ./
COPY --chown=interviewer interviewer interviewer
COPY --chown=interviewer knowledge knowledge
COPY --chown=interviewer ui ui
COPY --chown=interviewer evals evals
COPY --chown=interviewer .streamlit .streamlit
RUN pip install --no-cache-dir -c constraints.txt -e .

USER interviewer
ENV INTERVIEWER_DATA_DIR=/data INTERVIEWER_CACHE_DIR=/cache PYTHONDONTWRITEBYTECODE=1
# The embedder is exported once, into the image.
RUN INTERVIEWER_DATA_DIR=/tmp/data interviewer prepare && rm -rf /tmp/data

EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=5 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=2)"]
CMD ["interviewer", "serve", "--address", "0.0.0.0", "--port", "8501"]
