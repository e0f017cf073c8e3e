"""What people do with the governance model: load it."""

from django.utils import timezone

from huset.kernel.actions import action, record
from huset.kernel.models import User
from huset.model.file import fingerprint, load
from huset.model.models import ModelFile


@action
def load_model(*, text: str, by: User) -> ModelFile:
    """Load a governance model from its file's text; the same text twice changes nothing.

    Raises ModelErrors, with every error of the file, when it is not a valid model.
    """
    model = load(text, name="styrmodell")
    print_ = fingerprint(text)
    loaded: ModelFile | None = ModelFile.objects.filter(fingerprint=print_).first()
    if loaded:
        return loaded
    file: ModelFile = ModelFile.objects.create(
        name=model.title,
        text=text,
        fingerprint=print_,
        valid_from=model.valid_from,
        loaded_at=timezone.now(),
    )
    record("model.file.loaded", by=by, on=file, after={"title": model.title, "sha256": print_})
    return file
