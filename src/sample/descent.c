/* descent.c - walks down from us, from parents to children. Asks none of them anything else. */
#include "descent.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ROOM 65536           /* of the children of one thread: some 10,000 */

static void list_children(const struct procfs *p, pid_t parent, pid_t thread, struct vec *pids)
{
	char file[48], text[ROOM], *at = text, *end;
	ssize_t n;

	snprintf(file, sizeof(file), "task/%d/children", (int)thread);
	n = procfs_read(p, parent, 0, file, text, sizeof(text) - 1);
	text[n > 0 ? n : 0] = '\0';
	for (long pid; (pid = strtol(at, &end, 10)) > 0; at = end)
		*(pid_t *)vec_push(pids) = (pid_t)pid;
}

/* Each thread has children of its own. */
static void list_below(const struct procfs *p, pid_t parent, struct vec *pids)
{
	struct vec threads;

	vec_init(&threads, sizeof(pid_t));
	procfs_numbers(p, parent, "task", &threads);
	for (size_t i = 0; i < threads.count; i++)
		list_children(p, parent, ((pid_t *)threads.data)[i], pids);
	vec_free(&threads);
}

void descent_list(const struct procfs *p, struct vec *pids)
{
	pids->count = 0;
	list_below(p, getpid(), pids);
	for (size_t i = 0; i < pids->count; i++)
		list_below(p, ((pid_t *)pids->data)[i], pids);
}
