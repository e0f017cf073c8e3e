"""Fields of forms that read what people type as the cells of files are read."""

from typing import Any

from django import forms

from huset.kernel.context import FIRST_YEAR, LAST_YEAR
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


class DayField(forms.DateField):
    """A day, which a browser helps to choose. A year that cannot be is refused."""

    def __init__(self, *, first_year: int = FIRST_YEAR, **more: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)
        self.first_year = first_year

    def validate(self, value: Any) -> None:  # noqa: ANN401 -- as Django has it
        """Refuse a year before the first or after the last that Huset knows of."""
        super().validate(value)
        if value and not self.first_year <= value.year <= LAST_YEAR:
            raise forms.ValidationError(f"Välj ett år mellan {self.first_year} och {LAST_YEAR}.")


def saying(data: Any, name: str, value: str) -> Any:  # noqa: ANN401 -- a request's data
    """The same typed data, but for one field: what the form is then shown with."""
    changed = data.copy()
    changed[name] = value
    return changed
