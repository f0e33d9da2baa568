"""Settings become a Service: the one place where concrete classes meet."""

from datetime import UTC, datetime
from secrets import token_hex

from interviewer.database import open_database
from interviewer.errors import SettingsInvalid
from interviewer.grading.embedding import EmbeddingGrader
from interviewer.grading.grader import Grader
from interviewer.grading.judge import JudgeGrader
from interviewer.grading.length import LengthGrader
from interviewer.grading.lexical import LexicalGrader
from interviewer.grading.local import LocalGrader
from interviewer.grading.overlap import OverlapGrader
from interviewer.llm import OpenAIChat, load_client
from interviewer.model.card import card
from interviewer.model.endpoint import Endpoint, Target
from interviewer.service import Service
from interviewer.settings import Settings
from interviewer.store import Store
from knowledge.catalogue import Catalogue
from knowledge.embedder import Embedder, OnnxEmbedder, TransformerEmbedder
from knowledge.export import export, export_folder
from knowledge.index import Index
from knowledge.library import Library, Progress


def build_service(settings: Settings) -> Service:
    """Opens the database; models and the vector store open at their first use. Raises StoreUnavailable."""
    engine = open_database(settings.data_dir)
    embedder = build_embedder(settings)
    index = Index(None if settings.chroma_url else settings.data_dir / "chroma", settings.chroma_url or None, embedder)
    return Service(
        store=Store(engine),
        library=Library(Catalogue(engine), index, embedder),
        grader=LocalGrader(embedder),
        model=OpenAIChat(settings) if settings.has_model else None,
        clock=lambda: datetime.now(UTC),
    )


def build_graders(settings: Settings) -> list[Grader]:
    """Every grader that needs no language model, the product's own last."""
    embedder = build_embedder(settings)
    return [LengthGrader(), OverlapGrader(), LexicalGrader(), EmbeddingGrader(embedder), LocalGrader(embedder)]


def build_judge(settings: Settings) -> JudgeGrader:
    """
    The grader that asks the language model. At its first grade it tries out a server that it does not know yet.

    Raises SettingsInvalid where no model is set.
    """
    if not settings.has_model:
        raise SettingsInvalid(
            f"the grader {JudgeGrader.name!r} asks a language model, and none is set: set INTERVIEWER_LLM_MODEL, and "
            "INTERVIEWER_LLM_BASE_URL unless it is the OpenAI service's"
        )
    endpoint = Endpoint(
        Target(
            settings.llm_model,
            settings.llm_base_url,
            settings.llm_api_key,
            settings.judge_timeout,
            settings.llm_retries,
        )
    )
    return JudgeGrader(endpoint, lambda: token_hex(6), lambda: card(endpoint, settings.data_dir / "servers").rung)


def build_embedder(settings: Settings) -> Embedder:
    if settings.embedder:
        return TransformerEmbedder(settings.embedder)
    return OnnxEmbedder(export_folder(settings.cache_dir))


def prepare(settings: Settings, service: Service, progress: Progress) -> list[str]:
    """
    Everything that must be there before the first question: the exported embedder, the bank, the vector store.

    Costs next to nothing once it is done. Returns what a user should know. Raises KnowledgeError.
    """
    if not settings.embedder:
        export(settings.cache_dir, lambda step: progress(step, 0, 0))
    notices = service.library.fill(progress)
    if service.model:
        progress("loading the language model's client", 0, 0)
        load_client()
    return notices
