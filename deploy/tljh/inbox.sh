#!/bin/sh
# Makes the folder into which learners hand in: everybody may put something in, only the group of
# facilitators may look inside, and nobody may take away what is not theirs.
#   inbox.sh [FOLDER]        as root; run again at will
set -eu
folder=${1:-/srv/toolkit/inbox}

groupadd --force toolkit-facilitators
mkdir -p "$(dirname "$folder")"
# 3773: owner and group all; others write and enter, no reading of the list (3 = no last r);
# 1... = only the owner of a file may delete it; 2... = what is put in belongs to the group
install -d -m 3773 -o root -g toolkit-facilitators "$folder"
