"""What the commands of `giveget` do, one file per command."""
