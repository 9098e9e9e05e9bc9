/* runner.h - commands of the user's, run in the background: nobody waits for them, and they are reaped. */
#ifndef RUNNER_H
#define RUNNER_H

#include <stdbool.h>

struct runner;

/* Commands read nothing and write to nowhere; what they write to stderr is kept where it is said so. */
enum runner_errors { RUNNER_DROPS_ERRORS, RUNNER_KEEPS_ERRORS };
struct runner *runner_open(enum runner_errors errors);

#define RUNNER_MOST 64       /* commands at a time, those that still wait for their start included */

/* Starts sh -c with the command soon, on another thread: to start a process takes long where memory is short. The environment
 * is NULL-ended; it and its strings are malloc's, and the runner's from now on. False when too many are running. */
bool runner_start(struct runner *r, const char *command, char **environment);

/* Waits a moment for those that wait for their start; leaves alone those that run. */
void runner_close(struct runner *r);

#endif
