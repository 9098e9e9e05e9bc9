/* run_live.h - the screen in front of a run, by two processes: one shows, the other measures and reports when the screen has gone. */
#ifndef RUN_LIVE_H
#define RUN_LIVE_H

#include "options.h"

struct backstage;

/* Has measure called in a process of its own, whose exit status is what it returns, and shows what descends from that on the screen, until
 * the user leaves it or the command has ended. Returns twice, as fork does, with *status. False, and nothing was started, where there is
 * no terminal to show it on. */
bool run_live(struct options *o, int (*measure)(struct options *o, struct backstage *b), int *status, struct err *e);

/* For measure: what they are seen to hold while they run is told to the screen. */
void backstage_watch(const struct backstage *b, struct child *c);

/* For measure, before the command starts: the terminal is the screen's. Where its stdin was that, it reads nothing; where its stdout or
 * stderr was, what it writes is held back until the screen has gone. What is no terminal stays as it is. */
void backstage_enter(struct backstage *b);

/* For measure, when the command has ended: returns when the screen has gone and what was held back is written. All is ours again. */
void backstage_leave(struct backstage *b);

#endif
