/* ledger_pane.h - the ledger on the screen: the key L. */
#ifndef LEDGER_PANE_H
#define LEDGER_PANE_H

#include "ui.h"

enum flow ledger_open(struct ui *ui);

/* What it has read is given back. */
void ledger_forget(struct ui *ui);

#endif
