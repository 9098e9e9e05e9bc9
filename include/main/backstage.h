/* backstage.h - where a command is run and measured while the terminal is the screen's: see run_live.h. */
#ifndef BACKSTAGE_H
#define BACKSTAGE_H

#include <signal.h>

#include "child.h"
#include "live.h"

struct backstage {
	int link;                       /* to the process that shows */
	int usual[3];                   /* stdin, stdout, stderr as we got them; -1: there was none */
	int lent[3];                    /* what the command gets in their place; -1: the same */
	struct live_figures *figures;   /* shared with the process that shows */
};

/* The signals that are the command's, whichever of our processes gets them. */
void backstage_signals(sigset_t *set);

/* What was ours is ours again. */
void backstage_take_back(const struct backstage *b);

/* Before anything is run: the terminal is the screen's. Where our stdin was that, there is nothing to be read; where our stdout or stderr
 * was, what is written there is held back until the screen has gone. What is no terminal stays as it is. */
void backstage_enter(const struct backstage *b);

/* What they are seen to hold while they run is told to the screen. */
void backstage_watch(const struct backstage *b, struct child *c);

/* When all has been run: returns when the screen has gone and what was held back is written. All is ours again. */
void backstage_leave(const struct backstage *b);

#endif
