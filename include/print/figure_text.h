/* figure_text.h - the figures of a run in columns, for people. */
#ifndef FIGURE_TEXT_H
#define FIGURE_TEXT_H

#include "run_figure.h"

#define FIGURE_TEXT 24           /* bytes of it, at most */

/* "412M", "2.310 s", "101"; "?" where it is not known. */
const char *figure_text(char out[FIGURE_TEXT], const struct run_figure *f, bool is_known, uint64_t n);

/* The same with a sign: "+48M", "-0.120 s". */
const char *figure_change_text(char out[FIGURE_TEXT], const struct run_figure *f, int64_t more);

/* "+9.1 %" */
const char *figure_percent_text(char out[FIGURE_TEXT], double percent);

#endif
