/* ledger_print.h - the ledger on a stream. */
#ifndef LEDGER_PRINT_H
#define LEDGER_PRINT_H

#include <stdio.h>

#include "ledger_rows.h"
#include "text.h"

/* What is wanted of it. */
struct ledger_wish {
	enum balance_list list;   /* LIST_NONE: the lines */
	const char *sort;         /* id of a column of the list; NULL: its own */
	size_t limit;             /* rows of each list; 0: all */
	enum text_set set;
};

/* The lines as a tree, or one list as a table. */
void ledger_print_text(FILE *out, const struct ledger *l, const struct ledger_wish *wish);

/* One object with the lines and all lists, on one line; with a list wished for, with that one only. */
void ledger_print_json(FILE *out, const struct ledger *l, const struct ledger_wish *wish);

#endif
