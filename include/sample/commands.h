/* commands.h - command lines of processes. To read one takes the process's mmap lock, which it may hold for long: it is read
 * aside, and comes late where it hangs. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "procfs.h"
#include "sample.h"

struct commands;

/* Borrows the procfs. A command line that takes longer than the patience is waited for no more. */
struct commands *commands_open(const struct procfs *p);
void commands_set_patience(struct commands *c, uint64_t patience_ns);

/* Asks for the command line of a process, if it is another than the one that is known of it. */
void commands_ask(struct commands *c, const struct task *t);

/* Waits for what was asked for and gives it to the sample's processes, with what comes late of earlier times. What could not be
 * read yet is young again: see struct identity. */
void commands_answer(struct commands *c, struct sample *out);

void commands_close(struct commands *c);

#endif
