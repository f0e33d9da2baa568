from pathlib import Path

import pytest

from interviewer.errors import ModelFailed
from interviewer.model.card import card
from interviewer.model.ladder import Rung
from tests.model_server import Script, endpoint_at, model_server, refused, said


def test_a_server_is_tried_out_once(tmp_path: Path) -> None:
    with model_server(Script(said('{"colour": "qzx-41"}'))) as server:
        first = card(endpoint_at(server.base_url), tmp_path / "servers")
        asked = len(server.requests)
        assert card(endpoint_at(server.base_url), tmp_path / "servers") == first
    assert (first.rung, len(server.requests)) == (Rung.JSON_SCHEMA, asked)


def test_each_address_has_a_card_of_its_own(tmp_path: Path) -> None:
    with model_server(Script(said("Red."))) as one, model_server(Script(said("Red."))) as other:
        for server in (one, other):
            card(endpoint_at(server.base_url), tmp_path)
    assert (len(list(tmp_path.iterdir())), bool(other.requests)) == (2, True)


@pytest.mark.parametrize("damage", ["", "{}", "\x00"])
def test_a_damaged_card_is_written_anew(tmp_path: Path, damage: str) -> None:
    with model_server(Script(said("Red."))) as server:
        first = card(endpoint_at(server.base_url), tmp_path)
        (path,) = tmp_path.iterdir()
        path.write_text(damage)
        assert card(endpoint_at(server.base_url), tmp_path).rung is first.rung
    assert '"rung": "text"' in path.read_text()


def test_a_folder_that_cannot_be_written_keeps_no_card(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with model_server(Script(said("Red."))) as server:
        assert card(endpoint_at(server.base_url), tmp_path / "file" / "servers").rung is Rung.TEXT


def test_a_server_that_is_not_there_gets_no_card(tmp_path: Path) -> None:
    with model_server(Script(refused(404, "no"))) as server, pytest.raises(ModelFailed):
        card(endpoint_at(server.base_url), tmp_path)
    assert list(tmp_path.iterdir()) == []
