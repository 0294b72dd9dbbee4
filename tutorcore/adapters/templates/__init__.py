"""The company's own wording: a folder of template files."""

from tutorcore.adapters.templates.folder import TemplateFolder

__all__ = ["TemplateFolder"]
