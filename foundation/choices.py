"""An option of a list to choose from, as WTForms now wants it; its stubs do not know it yet."""

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

__all__ = ["SelectChoice"]
