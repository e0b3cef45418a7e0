"""Every address declares who may open it; every table is known to the migrations."""

import ast
import importlib
import pkgutil

from flask import Flask
from flask.testing import FlaskClient

from foundation.account.guards import PUBLIC
from foundation.db import Base
from tests.architecture.sources import PACKAGES, modules, name_of
from webapp.config import ROOT

OPEN_TO_ALL = {
    "account.enter_by_slip",
    "account.sign_in",
    "account.sign_out",
    "contest_public.download_result",
    "contest_public.show_result",
    "documents.confirm_birth",
    "course_learner.enter",
    "documents.verify_code",
    "documents.verify_token",
    "home.front",
    "home.help",
    "home.health",
    "quiz_taker.enter",
    "quiz_taker.save_answer",
}
"""The pages anybody may open: whoever adds one thinks twice."""

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def test_every_address_declares_a_permission_or_is_on_the_short_list(app: Flask) -> None:
    declared = {
        name: view.permission for name, view in app.view_functions.items() if name != "static"
    }
    assert {name for name, needed in declared.items() if needed == PUBLIC} == OPEN_TO_ALL


def test_a_stranger_gets_nothing_but_the_door(client: FlaskClient, app: Flask) -> None:
    """Without a session no address shows or changes anything, whatever its parts are."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static" or rule.endpoint in OPEN_TO_ALL:
            continue
        parts = dict.fromkeys(rule.arguments, "1")
        address = rule.build({**parts, **(rule.defaults or {})}, append_unknown=False)
        if address is None:
            continue
        for method in (rule.methods or set()) & ({"GET"} | CHANGING):
            answer = client.open(address[1], method=method)
            assert answer.status_code in (303, 302, 401, 403, 404), (method, address[1])


def test_every_module_with_tables_is_imported_by_webapp_tables() -> None:
    tree = ast.parse((ROOT / "webapp" / "tables.py").read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    imported |= {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for path in modules():
        if "__tablename__" not in path.read_text(encoding="utf-8"):
            continue
        module = name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        while module not in imported and "." in module:
            module = module.rpartition(".")[0]
        assert module in imported, f"{name_of(path)} is missing in webapp/tables.py"


def test_no_table_hides_in_a_module_that_nothing_imports() -> None:
    before = set(Base.metadata.tables)
    for package in PACKAGES:
        for found in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if found.name.rpartition(".")[2] != "__main__":
                importlib.import_module(found.name)
    assert set(Base.metadata.tables) == before
