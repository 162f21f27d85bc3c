"""`python -m piperoll VERB …`, which `./piperoll VERB …` runs."""

import sys

from piperoll.commands.door import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
