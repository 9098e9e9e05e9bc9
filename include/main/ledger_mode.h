/* ledger_mode.h - ramtop ledger: the machine's memory as one balance. */
#ifndef LEDGER_MODE_H
#define LEDGER_MODE_H

#include "options.h"

int ledger_mode(struct options *o);

#endif
