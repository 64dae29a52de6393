"""Computes manifest-vector.txt with Python's own library: python3 manifest-vector.py > manifest-vector.txt

The form is that of OpenSSF Model Signing (predicate https://model_signing/signature/v1.0, serialization "files"): files in
the order of their pathlib.PurePosixPath, the root digest over the concatenated SHA-256 digests.
"""

import hashlib
import pathlib
import sys

FILES = {
    "MLmodel": "flavors: {}\n",
    "empty": "",
    "a/x": "x",
    "a-b/x": "x2",
    "a.txt": "y",
    "Z": "z",
    "\u00fc.txt": "\u00fc",
    "\U0001f600": "1",
    "\ufb01": "2",
    "a/b/c/d": "deep",
    "with space": "spa ce",
}

sys.stdout.reconfigure(encoding="utf-8")
root = hashlib.sha256()
for path in sorted(map(pathlib.PurePosixPath, FILES)):
    content = FILES[str(path)].encode()
    digest = hashlib.sha256(content)
    root.update(digest.digest())
    print(f"{digest.hexdigest()} {len(content)} {path}")
print(f"root {root.hexdigest()}")
