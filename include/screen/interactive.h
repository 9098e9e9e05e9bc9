/* interactive.h - the monitor on a screen. */
#ifndef INTERACTIVE_H
#define INTERACTIVE_H

#include "kept.h"
#include "source.h"

/* Runs until the user quits or a signal says so; then that signal's number is in *signal, else 0. False when there is no
 * terminal to run on. *is_stuck tells that the source is still in use by a thread that hangs in the kernel. */
bool interactive_run(struct source *source, const struct procfs *proc, struct settings *settings, const struct keeping *keeping,
                     int *signal, bool *is_stuck, struct err *e);

/* One key a line: the keys, two or more spaces, what they do. */
void interactive_list_keys(void);

#endif
