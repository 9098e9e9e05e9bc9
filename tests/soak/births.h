/* births.h - processes that are born and die by the thousand: they share the memory of who starts them, and do nothing. */
#ifndef BIRTHS_H
#define BIRTHS_H

#include <stddef.h>
#include <sys/types.h>

struct births {
	pid_t *pids;
	char *stacks;
	size_t alive, oldest;
	unsigned long born;
};

/* Starts so many. False where they may not be. */
int births_open(struct births *b, size_t alive);

/* The oldest of them die, and as many are born. */
int births_renew(struct births *b, size_t count);

/* All die. */
void births_close(struct births *b);

#endif
