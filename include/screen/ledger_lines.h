/* ledger_lines.h - the balance on the screen: a tree of lines with bars. */
#ifndef LEDGER_LINES_H
#define LEDGER_LINES_H

#include "canvas.h"
#include "ledger_rows.h"
#include "text.h"

/* The lines that are shown, one of which is chosen. */
struct ledger_lines {
	struct ledger_row rows[BALANCE_LINES];   /* only those that are shown */
	size_t count;
	enum balance_line chosen;
	size_t top;                              /* the first in sight */
	size_t in_sight;                         /* when they were drawn last */
	int row;                                 /* where the first stood then */
	bool is_clicked;                         /* what is chosen was by a click */
};

/* Takes what is shown of the ledger; what was chosen stays so. */
void ledger_lines_take(struct ledger_lines *l, const struct ledger *ledger, enum text_set set);

/* Moves so many lines. */
void ledger_lines_move(struct ledger_lines *l, long by);

/* Chooses the line under the last click. Whether it was chosen so before, which opens it. */
bool ledger_lines_click(struct ledger_lines *l);

/* Whether a screen of this width has room for the notes. */
bool ledger_lines_have_notes(int cols);

/* The note of the chosen line. */
const char *ledger_lines_note(const struct ledger_lines *l);

/* The whole of the memory as one bar, then the lines, into these rows of the canvas. */
void ledger_lines_draw(struct ledger_lines *l, struct canvas *c, int row, int rows, enum text_set set);

#endif
