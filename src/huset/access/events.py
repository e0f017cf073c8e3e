"""Words for the log: sign-in, support and tokens."""

from huset.access.rules import SCOPE_NAMES

EVENTS = {
    "access.support.began": "Började se Huset som någon annan",
    "access.support.ended": "Slutade se Huset som någon annan",
    "access.token.made": "Skapade token",
    "access.token.revoked": "Återkallade token",
    "access.token.forgotten": "Gallrade gamla token",
    "access.account.opened": "Öppnade kontot",
    "access.account.admitted": "Släppte in ett konto vid första inloggningen",
    "access.account.password_set": "Bytte lösenord på kontot",
    "access.account.closed": "Stängde kontot",
    "access.second_factor.forgotten": "Tog bort den andra faktorn",
    "access.directory.account_opened": "Öppnade kontot från katalogen",
    "access.directory.account_changed": "Ändrade kontot från katalogen",
    "access.second_factor.totp_added": "Lade till en app för engångskoder",
    "access.second_factor.totp_removed": "Tog bort appen för engångskoder",
    "access.second_factor.passkey_added": "Lade till en nyckel",
    "access.second_factor.passkey_removed": "Tog bort en nyckel",
    "access.second_factor.recovery_codes_renewed": "Gjorde nya återställningskoder",
}
KINDS = {
    "access.token": "token",
}
VALUES = {
    "access.Token.scope": SCOPE_NAMES,
}
