"""`rehabtrack db`: its commands."""

from rehabtrack.cli.commands import LazyGroup

db_command = LazyGroup(
    "db",
    table={
        "init": ("db_init", "Make a clinic in the database of a server."),
        "path": ("db_path", "Where the file is, or would come to be with the first record."),
        "check": ("db_check", "Look for damage, and for warnings that are not true."),
        "backup": ("db_backup", "Copy the file, whole and verified."),
        "restore": ("db_restore", "Put a copy in the place of the file, which is kept."),
        "copy": ("db_copy", "Copy journals into another database, as they are."),
        "upgrade": ("db_upgrade", "Carry an older file or clinic forward."),
        "partition": (
            "db_partition",
            "Divide a very large server's tables by patient.",
        ),
        "encrypt": ("db_encrypt", "Encrypt the file, with a new key."),
        "decrypt": ("db_encrypt", "Make the file plain again."),
        "rekey": ("db_encrypt", "Give the encrypted file a new key."),
    },
    help="The database file or clinic: where it is, whether it is sound, its copies, its key.",
    no_args_is_help=True,
)
