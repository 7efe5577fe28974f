"""`rehabtrack db encrypt`, `db decrypt` and `db rekey`: the key of the file."""

import os
import sys

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.file_alone import path_of_file
from rehabtrack.cli.options import asks_people
from rehabtrack.cli.output import HANGING, echo, echo_text, echo_whole, tell
from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.storage.database import KEY_NOTE, open_existing
from rehabtrack.storage.encrypted import connect_with, module, opening
from rehabtrack.storage.key_note import NOWHERE, Kept
from rehabtrack.storage.keys import (
    NO_KEY,
    Key,
    new_in_file,
    new_in_keyring,
    new_under_passphrase,
)
from rehabtrack.storage.own_names import refuse_own_name

#: NIST SP 800-63B-4 (2025) asks for 15 characters of a password that stands alone.
SHORTEST_PASSPHRASE = 15
ON_SERVER = "Whoever runs the server encrypts its disks."

key_option = click.option(
    "--key",
    "how",
    type=click.Choice(["keyring", "file", "passphrase"]),
    help="Where the key is kept.",
)
key_file_option = click.option(
    "--key-file", "place", metavar="PATH", type=FilePath(), help="The key file to make."
)
yes_option = click.option("--yes", is_flag=True, help="Do not ask first.")


@command("encrypt", short_help="Encrypt the file, with a new key.")
@key_option
@key_file_option
@yes_option
@click.pass_obj
def encrypt_command(app: App, how: str | None, place: str | None, yes: bool) -> None:
    """Encrypt the database with a new random key.

    The key is kept in the keyring of the machine, unless --key says: in a file, or under a
    passphrase that every command asks for. A recovery key is printed once.
    """
    path = _existing(app)
    old = opening(path)
    if old.kept != NOWHERE:
        raise Refused(f"The database {path} is encrypted.", "A new key: rehabtrack db rekey")
    _confirm("Encrypt", path, yes)
    _change(path, old, how or ("file" if place else "keyring"), place)
    tell(
        "The plain file was removed, but until the disk writes over its place it may be recovered "
        "from there, and backups of it that lie elsewhere stay plain."
    )
    _tell_plain_files(path)


@command("decrypt", short_help="Make the file plain again.")
@yes_option
@click.pass_obj
def decrypt_command(app: App, yes: bool) -> None:
    """Make an encrypted database plain again. The key stays where it is kept."""
    from rehabtrack.storage.converting import convert

    path = _existing(app)
    old = _encrypted(path)
    _confirm("Decrypt", path, yes)
    convert(path, old, NO_KEY)
    echo("Decrypted: whoever can read the file can read the records.")
    if old.kept.how != "passphrase":
        echo(f"{_where(old.kept, path)} Encrypted copies made earlier still need it.")


@command("rekey", short_help="Give the encrypted file a new key.")
@key_option
@key_file_option
@click.option("--recovery", is_flag=True, help="Ask for the recovery key of the file.")
@yes_option
@click.pass_obj
def rekey_command(app: App, how: str | None, place: str | None, recovery: bool, yes: bool) -> None:
    """Encrypt the database anew with a new random key, kept as the old one unless --key says.

    With --recovery the recovery key opens it, where the key or the passphrase is lost. A new
    recovery key is printed once; the old key and the old recovery key open only older copies.
    """
    path = path_of_file(app, ON_SERVER) if recovery else _existing(app)
    old = _recovered(path) if recovery else _encrypted(path)
    if how is None:
        how = "file" if place else "keyring" if recovery else old.kept.how
    _confirm("Rekey", path, yes)
    _change(path, old, how, place)
    if not recovery and old.kept.how != "passphrase":
        echo(f"{_where(old.kept, path)} Copies made earlier still need it.")


def _existing(app: App) -> str:
    """The absolute path of the database, which is ours and of today; StorageError if not."""
    path = path_of_file(app, ON_SERVER)
    database = open_existing(path)
    if database is None:
        raise _missing(path)
    database.close()
    return path


def _encrypted(path: str) -> Key:
    old = opening(path)
    if old.kept == NOWHERE:
        raise Refused(f"The database {path} is not encrypted.", "Do so: rehabtrack db encrypt")
    return old


def _recovered(path: str) -> Key:
    """The key read off the paper, which opens the file."""
    from rehabtrack.storage.recovery import read_off
    from rehabtrack.storage.wrapping import ask

    if not os.path.isfile(path):
        raise _missing(path)
    key = Key(Kept("recovery"), read_off(ask("Recovery key: ")))
    connect_with(path, key).close()
    return key


def _missing(path: str) -> StorageError:
    return StorageError(f"There is no database at {path}.", "It comes to be with the first record.")


def _change(path: str, old: Key, how: str, place: str | None) -> None:
    """Make a key, keep it, and give it to the file; say where it is and how to do without."""
    from rehabtrack.storage.converting import convert

    if place and how != "file":
        raise click.UsageError("--key-file is for --key file.")
    if place:
        refuse_own_name(path, place)
    module()  # refused before a key is made for nothing
    if how == "keyring":
        new = new_in_keyring()
    elif how == "file":
        new = new_in_file(place)
    else:
        new = new_under_passphrase(_new_passphrase())
    convert(path, old, new)
    echo(f"Encrypted with a new key. {_where(new.kept, path)}")
    if os.path.dirname(new.kept.place) == os.path.dirname(path):
        tell("The key file lies beside the database: whoever copies that folder has both.")
    _print_recovery_key(new)


def _where(kept: Kept, path: str) -> str:
    if kept.how == "keyring":
        return f"The key is in the keyring of this machine, as rehabtrack {kept.id}."
    if kept.how == "file":
        return f"The key is in the file {kept.place}"
    return f"The key is in {path}{KEY_NOTE} under the passphrase."


def _new_passphrase() -> str:
    from rehabtrack.storage.wrapping import ask

    passphrase = ask(f"New passphrase, {SHORTEST_PASSPHRASE} characters or more: ")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused(
            f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters.",
            "Nothing was changed; five words taken at random are easy to keep in mind.",
        )
    if ask("The same again: ") != passphrase:
        raise Refused("The two passphrases are not the same.", "Nothing was changed; try again.")
    return passphrase


def _print_recovery_key(key: Key) -> None:
    """Print it where a person reads it, and nowhere else: a file of it would be one more key."""
    from rehabtrack.storage.recovery import written_down

    if not sys.stdout.isatty():
        tell("No recovery key was printed, for this is no terminal: rehabtrack db rekey")
        return
    groups = written_down(key.secret)
    echo("The recovery key, shown this once. Write it down and keep it in another place:")
    for start in (0, 7):
        echo_whole(HANGING + " ".join(groups[start : start + 7]))
    echo_text("Without the key and the recovery key nobody can read the records, ever.")


def _tell_plain_files(path: str) -> None:
    from rehabtrack.storage.converting import plain_files_beside

    found = plain_files_beside(path)
    if found:
        tell("Still not encrypted are these copies beside it; remove what you do not need:")
    for each in found:
        click.echo(each, err=True)


def _confirm(verb: str, path: str, yes: bool) -> None:
    """Ask a person whether she means it; Abort if not."""
    if yes:
        return
    if not asks_people():
        raise click.UsageError("Nobody can be asked here whether to go on: --yes")
    echo_whole(path)
    click.confirm(f"{verb} this database?", abort=True)
