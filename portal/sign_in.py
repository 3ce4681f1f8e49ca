"""The form at the door: name and password, nothing that leads nowhere."""

from allauth.account.forms import LoginForm as AllauthLoginForm


class LoginForm(AllauthLoginForm):
    """allauth's form without its link to a reset by e-mail: accounts carry no address, people ask in person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
