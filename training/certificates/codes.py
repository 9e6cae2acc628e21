"""The code of a certificate: nobody guesses it, and people can type it from paper."""

import secrets

#: Crockford's base 32: without I, L, O and U, which paper turns into 1, 1, 0 and V.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: 100 bits.
LENGTH = 20
_GROUP = 5
_READ_AS = str.maketrans("OIL", "011", "- \u2010\u2011\u2012\u2013")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def read_code(typed: str) -> str:
    """The code that somebody meant; "" if it can be none."""
    code = typed.strip().upper().translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def written(code: str) -> str:
    """As it stands on paper and in addresses: "ABCDE-FGHJK-MNPQR-STVWX"."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))
