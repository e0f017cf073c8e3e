"""What the address of a page of the golden thread may ask for."""

from django import forms


class ThreadForm(forms.Form):
    """Where the tree begins, which part of a long list, and which cell of the matrix is open."""

    fran = forms.SlugField(required=False, max_length=40)
    sida = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    mal = forms.SlugField(required=False, max_length=40)
    hos = forms.CharField(required=False, max_length=20)
