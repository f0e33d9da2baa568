"""Settings become a Service: the one place where concrete classes meet."""

from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from os import environ
from secrets import token_bytes, token_hex
from threading import Thread
from typing import TYPE_CHECKING

from interviewer.coding import device
from interviewer.coding.box import Boxes
from interviewer.coding.boxes import tier
from interviewer.coding.checker import Checker, Checking, OnCase
from interviewer.coding.exercise import Exercise
from interviewer.coding.outcome import Check
from interviewer.coding_desk import CodingDesk
from interviewer.database import open_database
from interviewer.grading.embedding import EmbeddingGrader
from interviewer.grading.ensemble import EnsembleGrader, admitted_judge
from interviewer.grading.examiner import Examiner
from interviewer.grading.grader import Grader
from interviewer.grading.judge import JudgeGrader
from interviewer.grading.length import LengthGrader
from interviewer.grading.lexical import LexicalGrader
from interviewer.grading.local import LocalGrader
from interviewer.grading.model_check import ModelCheck
from interviewer.grading.overlap import OverlapGrader
from interviewer.llm import OpenAIChat, load_client
from interviewer.model.card import card
from interviewer.model.endpoint import Endpoint, Target
from interviewer.proposing import Proposer
from interviewer.service import Service
from interviewer.settings import Settings
from interviewer.store import Store
from knowledge.catalogue import Catalogue
from knowledge.embedder import Embedder, OnnxEmbedder, TransformerEmbedder
from knowledge.export import export, export_folder
from knowledge.index import Index
from knowledge.library import Library, Progress

if TYPE_CHECKING:
    from interviewer.coding.gpu import Gpu


def build_service(settings: Settings) -> Service:
    """Opens the database; models and the vector store open at their first use. Raises StoreUnavailable."""
    engine = open_database(settings.data_dir)
    embedder = build_embedder(settings)
    index = Index(None if settings.chroma_url else settings.data_dir / "chroma", settings.chroma_url or None, embedder)
    return Service(
        store=Store(engine),
        library=Library(Catalogue(engine), index, embedder),
        examiner=build_examiner(settings),
        model=OpenAIChat(settings) if settings.has_model else None,
        clock=_now,
    )


def build_desk(settings: Settings) -> CodingDesk:
    """
    The candidate's part of coding rounds, on the interviews of ``build_service``. Boxes open at the first check; the
    caller closes the desk's checker. Raises StoreUnavailable.
    """
    return CodingDesk(
        store=Store(open_database(settings.data_dir)),
        checker=build_checker(settings),
        folder=settings.data_dir / "checks",
        keys=lambda: token_bytes(32),
        clock=_now,
    )


def build_checker(settings: Settings) -> Checker:
    """Opens nothing."""
    return Checker(lambda: _isolation(settings), tier.own_code, _checking(settings))


def _isolation(settings: Settings) -> tier.Chosen:
    # The boxes' first process spends seconds on importing torch; this one does so meanwhile.
    importing = Thread(target=import_module, args=("interviewer.coding.check",), daemon=True)
    importing.start()
    chosen = tier.choose(settings.code_image, environ)
    importing.join()
    return chosen


def _checking(settings: Settings) -> Checking:
    @cache
    def gpu() -> "Gpu":
        # It brings torch along.
        from interviewer.coding import gpu

        found = device.found if settings.code_device == "auto" else lambda: device.CPU
        return gpu.Gpu(settings.data_dir, found, gpu.confined_gpu_boxes)

    def run(exercise: Exercise, source: str, boxes: Boxes, key: bytes | None, on_case: OnCase) -> Check:
        from interviewer.coding.check import check

        with gpu().bench(exercise.definition, boxes) as bench:
            return check(exercise, source, bench, key, on_case)

    return run


def build_examiner(settings: Settings) -> Examiner:
    """Opens and asks nothing; what is known of the model lies in the data folder."""
    local = LocalGrader(_default_embedder(settings))
    if not settings.has_model:
        return Examiner(local)
    endpoint = build_endpoint(settings)
    check = ModelCheck(settings.data_dir / "model-checks", endpoint, build_judge(settings, endpoint), local, _now)
    return Examiner(local, check, settings.judge_anyway)


def build_judge(settings: Settings, endpoint: Endpoint) -> JudgeGrader:
    """
    The connected model as a grader; whether it may be one is for the Examiner to say. At its first grade it tries out
    a server that it does not know yet.
    """
    return JudgeGrader(endpoint, lambda: token_hex(6), lambda: card(endpoint, settings.data_dir / "servers").rung)


def build_proposer(settings: Settings) -> Proposer:
    """The connected model, to propose questions."""
    endpoint = build_endpoint(settings)
    return Proposer(endpoint, lambda: card(endpoint, settings.data_dir / "servers").rung, lambda: token_hex(6))


def build_endpoint(settings: Settings) -> Endpoint:
    return Endpoint(
        Target(
            settings.llm_model,
            settings.llm_base_url,
            settings.llm_api_key,
            settings.judge_timeout,
            settings.llm_retries,
        )
    )


def build_graders(settings: Settings) -> list[Grader]:
    """Every grader that needs no language model, the product's own last."""
    local, *others = build_members(settings)
    return [LengthGrader(), *reversed(others), EnsembleGrader([local, *others]), local]


def build_members(settings: Settings) -> list[Grader]:
    """The offline graders that the ensemble combines; verdicts are the first one's where it has any."""
    local, embedding = LocalGrader(_default_embedder(settings)), EmbeddingGrader(build_embedder(settings))
    return [local, embedding, LexicalGrader(), OverlapGrader()]


def build_ensemble(settings: Settings) -> EnsembleGrader:
    """The offline graders together, and the connected model with them while it is admitted."""
    members, examiner = build_members(settings), build_examiner(settings)
    return EnsembleGrader(members, lambda: admitted_judge(examiner))


def build_embedder(settings: Settings) -> Embedder:
    if settings.embedder:
        return TransformerEmbedder(settings.embedder)
    return _default_embedder(settings)


def _default_embedder(settings: Settings) -> OnnxEmbedder:
    """The one that the local grader was fitted to, whatever embeds the documents."""
    return OnnxEmbedder(export_folder(settings.cache_dir))


def _now() -> datetime:
    return datetime.now(UTC)


def prepare(settings: Settings, service: Service, progress: Progress) -> list[str]:
    """
    Everything that must be there before the first question: the exported embedder, the bank, the vector store.

    Costs next to nothing once it is done. Returns what a user should know. Raises KnowledgeError.
    """
    export(settings.cache_dir, lambda step: progress(step, 0, 0))
    notices = service.library.fill(progress)
    if service.model:
        progress("loading the language model's client", 0, 0)
        load_client()
    return notices
