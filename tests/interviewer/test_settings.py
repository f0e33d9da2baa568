from pathlib import Path

import pytest

from interviewer.errors import SettingsInvalid
from interviewer.settings import load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_settings_no_model_is_used() -> None:
    assert not load_settings({}).has_model


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_LLM_MODEL", "small")
    assert load_settings({}).has_model


def test_a_file_named_env_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("INTERVIEWER_LLM_MODEL=small\n")
    assert load_settings({}).llm_model == "small"


def test_a_misspelt_setting_is_refused_with_the_right_name() -> None:
    with pytest.raises(SettingsInvalid, match="INTERVIEWER_LLM_MODEL"):
        load_settings({"INTERVIEWER_LLM_MODLE": "small"})


def test_a_misspelt_setting_in_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("INTERVIEWER_LLM_MODLE=small\n")
    with pytest.raises(SettingsInvalid, match="LLM_MODLE"):
        load_settings({})


def test_an_address_without_scheme_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", "localhost:8080")
    with pytest.raises(SettingsInvalid, match=r"INTERVIEWER_LLM_BASE_URL.*http"):
        load_settings({})


def test_an_argument_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INTERVIEWER_DATA_DIR", "/elsewhere")
    assert load_settings({}, data_dir=tmp_path).data_dir == tmp_path


def test_the_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_LLM_API_KEY", "sk-secret")
    assert "sk-secret" not in repr(load_settings({}))
