"""Fields of forms that read what people type as the cells of files are read."""

from typing import Any

from django import forms

from huset.kernel.importing.faults import Unfit
from huset.kernel.importing.kinds import number_in


class SwedishDecimalField(forms.DecimalField):
    """A number typed as people write it, and read as the cell of a file is read."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 -- as Django has it
        """Read what was typed; what can be read in two ways is refused."""
        if isinstance(value, str) and value.strip():
            try:
                return super().to_python(number_in(value))
            except Unfit as fault:
                raise forms.ValidationError(f"{fault}. Skriv {fault.instead}.") from fault
        return super().to_python(value)
