"""Every setting, validated once: environment variables with the prefix INTERVIEWER_, or a file named .env."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from interviewer.errors import SettingsInvalid

PREFIX = "INTERVIEWER_"
ALIKE_FROM = 0.85


def _default(kind: str) -> Path:
    import platformdirs

    folder = platformdirs.user_data_dir if kind == "data" else platformdirs.user_cache_dir
    return Path(folder("interviewer", appauthor=False))


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="forbid", frozen=True
    )

    data_dir: Path = Field(default_factory=lambda: _default("data"), description="interviews and documents")
    cache_dir: Path = Field(default_factory=lambda: _default("cache"), description="the exported embedder")
    chroma_url: str = Field(default="", description="a Chroma server; empty: embedded in the data folder")
    embedder: str = Field("", description="a sentence-transformers model; empty: all-MiniLM-L6-v2 by ONNX Runtime")
    code_image: str = Field("", description="a container image with Python and torch, for candidates' code")
    code_device: Literal["auto", "cpu"] = Field(
        "auto", description="cpu: code never runs on a GPU, though one is there"
    )
    llm_base_url: str = Field("", description="an OpenAI-compatible server, such as http://127.0.0.1:11434/v1")
    llm_model: str = Field(default="", description="the model's name on that server; empty: no model is used")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="its key, where it wants one")
    llm_timeout: float = Field(default=20.0, gt=0, le=600, description="seconds a model may take for one utterance")
    judge_timeout: float = Field(default=120.0, gt=0, le=600, description="seconds a model may take to judge an answer")
    judge_anyway: bool = Field(default=False, description="a model grades though it is not admitted to")
    llm_retries: int = Field(default=1, ge=0, le=5, description="further attempts after a failed one")

    @field_validator("data_dir", "cache_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("chroma_url", "llm_base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("an address starts with http:// or https://")
        return value.rstrip("/")

    @property
    def has_model(self) -> bool:
        return bool(self.llm_model)


def load_settings(environ: Mapping[str, str], **overrides: Any) -> Settings:  # noqa: ANN401 (checked by pydantic)
    """
    The settings of this environment, with those of ``overrides`` that are not None in front.

    Raises SettingsInvalid for an unknown INTERVIEWER_ variable or a value that a setting cannot have.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, 1, ALIKE_FROM)
            remedy = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
            raise SettingsInvalid(f"{name} is no setting: {remedy}")
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        problems = "; ".join(
            f"{PREFIX}{'_'.join(map(str, problem['loc'])).removeprefix(PREFIX.lower()).upper()}: {problem['msg']}"
            for problem in error.errors()
        )
        raise SettingsInvalid(
            f"a setting cannot be used: {problems}. Correct it in the environment or in .env."
        ) from error
