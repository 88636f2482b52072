"""Asking a running server, for the black-box programs of this folder: --base URL --token T."""

import argparse
import io
import json
import urllib.parse
import urllib.request

import pandas as pd


class Api:
    def __init__(self, base, token):
        self.base = base.rstrip("/")
        self.token = token

    def bytes(self, path, query=None, body=None):
        url = self.base + path + ("?" + urllib.parse.urlencode(query) if query else "")
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, headers={"Authorization": f"Bearer {self.token}"})
        if data is not None:
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read()

    def csv(self, path, **query):
        text = self.bytes(path, {**query, "format": "csv"}).decode()
        return pd.read_csv(io.StringIO(text), float_precision="round_trip", keep_default_na=False,
                           na_values=[""])

    def json(self, path, **query):
        return json.loads(self.bytes(path, query))

    def post(self, path, body):
        return json.loads(self.bytes(path, body=body))


def arguments(description):
    """Parser with --base, --token and --seed."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--base", required=True, help="address of the server, http://127.0.0.1:8001")
    parser.add_argument("--token", required=True, help="content of the token file")
    parser.add_argument("--seed", type=int, default=20200110, help="of the draw of dates")
    return parser


def flags(column):
    """A column of flags as bool, however the CSV prints them."""
    return column.astype(str).str.lower().isin(["true", "1", "1.0"]).to_numpy()
