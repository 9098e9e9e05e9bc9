/* backstage.c - a run's side of it: what the command gets instead of the terminal, and when ours may be used again. Shows nothing. */
#define _GNU_SOURCE
#include "backstage.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vec.h"

static void put(const int fds[3])
{
	for (int i = 0; i < 3; i++)
		if (fds[i] >= 0)
			dup2(fds[i], i);
}

void backstage_signals(sigset_t *set)
{
	static const int all[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2 };

	sigemptyset(set);
	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		sigaddset(set, all[i]);
}

void backstage_take_back(const struct backstage *b)
{
	put(b->usual);
}

static void tell(const struct child *c, void *figures)
{
	struct live_figures *f = figures;

	f->holds = c->course.last.charge;
	f->is_exact = c->has_peak;
	f->peak = child_peak(c);
}

void backstage_watch(const struct backstage *b, struct child *c)
{
	c->looked = tell;
	c->with = b->figures;
}

void backstage_enter(const struct backstage *b)
{
	put(b->lent);
	/* Only the command has them now: when all is over nobody is left who could write. */
	for (int i = 0; i < 3; i++)
		if (b->lent[i] >= 0)
			close(b->lent[i]);
}

void backstage_leave(const struct backstage *b)
{
	char word = '\n';
	sigset_t late;

	/* Whoever types Ctrl-C twice gets the report all the same. */
	backstage_signals(&late);
	sigprocmask(SIG_BLOCK, &late, NULL);
	send(b->link, &word, 1, MSG_NOSIGNAL);
	while (recv(b->link, &word, 1, 0) < 0 && errno == EINTR)
		;
	backstage_take_back(b);
}
