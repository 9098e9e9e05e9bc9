/* run_live.h - the screen in front of a run, by two processes: one shows, the other measures and reports when the screen has gone. */
#ifndef RUN_LIVE_H
#define RUN_LIVE_H

#include "backstage.h"
#include "options.h"

/* Has measure called in a process of its own, whose exit status is what it returns, and shows what descends from that on the screen, until
 * the user leaves it or the command has ended. Returns twice, as fork does, with *status. False, and nothing was started, where there is
 * no terminal to show it on. */
bool run_live(struct options *o, int (*measure)(struct options *o, struct backstage *b), int *status, struct err *e);

#endif
