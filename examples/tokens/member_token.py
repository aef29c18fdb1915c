"""A token by which a site vouches for a member, in Python with `cryptography`:
python3 member_token.py KEYFILE DEBATE MEMBER [ROLE [WEIGHT]]
"""

import json
import sys
import time
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def site_key(file: str) -> Ed25519PrivateKey:
    """The key of a file that `palabre key new` made: 32 bytes in base64url."""
    seed = urlsafe_b64decode(Path(file).read_text().strip() + "=")
    return Ed25519PrivateKey.from_private_bytes(seed)


def make_token(
    key: Ed25519PrivateKey,
    debate: str,
    member: str,
    role: str = "member",
    weight: int = 1,
    seconds: int = 600,
) -> str:
    """`member` is a pseudonym for this debate alone, never a name or an address."""
    kid = base64url(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    now = int(time.time())
    header = {"alg": "EdDSA", "typ": "JWT", "kid": kid}
    payload = {
        "aud": debate,
        "sub": member,
        "jti": str(uuid.uuid4()),
        "role": role,
        "weight": weight,
        "iat": now,
        "exp": now + seconds,
    }
    text = ".".join(base64url(json.dumps(part).encode()) for part in (header, payload))
    return f"{text}.{base64url(key.sign(text.encode()))}"


if __name__ == "__main__":
    file, debate, member, *rest = sys.argv[1:]
    role = rest[0] if rest else "member"
    weight = int(rest[1]) if len(rest) > 1 else 1
    print(make_token(site_key(file), debate, member, role, weight))
