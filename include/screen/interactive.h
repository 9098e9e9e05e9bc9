/* interactive.h - the monitor on a screen. */
#ifndef INTERACTIVE_H
#define INTERACTIVE_H

#include "kept.h"
#include "live.h"
#include "source.h"

/* Runs until the user quits, the command ends that it is shown for (NULL: for none), or a signal says so; then that signal's number is in
 * *signal, else 0. False when there is no terminal to run on. *is_stuck tells that the source is still in use by a thread that hangs in
 * the kernel. */
bool interactive_run(struct source *source, const struct procfs *proc, struct settings *settings, const struct keeping *keeping,
                     struct live *live, int *signal, bool *is_stuck, struct err *e);

#endif
