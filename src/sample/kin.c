/* kin.c - finds out whose a process was, by its parents: the kernel's record names the first, /proc the others. Counts nothing. */
#include "kin.h"

#include <unistd.h>

#include "stat.h"

#define DEEP 256             /* generations */

enum answer { NOT_OURS, OURS, UNKNOWN };

struct kin_one {
	pid_t pid;
	enum answer answer;
};

void kin_init(struct kin *k, const struct procfs *p, void (*take)(void *with, const struct exit_record *r), void *with)
{
	*k = (struct kin){ .proc = p, .self = getpid(), .take = take, .with = with };
	vec_init(&k->known, sizeof(struct kin_one));
	vec_init(&k->recent, sizeof(struct kin_one));
	vec_init(&k->waiting, sizeof(struct exit_record));
}

void kin_free(struct kin *k)
{
	vec_free(&k->known);
	vec_free(&k->recent);
	vec_free(&k->waiting);
}

void kin_doubt(struct kin *k)
{
	k->known.count = 0;
	k->recent.count = 0;
	k->ended = 0;
}

static struct kin_one *find(struct kin *k, pid_t pid)
{
	struct kin_one *all = k->known.data;

	for (size_t i = 0; i < k->known.count; i++)
		if (all[i].pid == pid)
			return &all[i];
	return NULL;
}

/* Of one that still lives: by its parents. */
static enum answer ask(struct kin *k, pid_t pid, int depth)
{
	const struct kin_one *known = find(k, pid);
	char text[STAT_ROOM];
	struct stat_line s;
	enum answer answer;
	ssize_t n;

	if (pid == k->self)
		return OURS;
	if (pid <= 1 || depth > DEEP)
		return NOT_OURS;
	if (known)
		return known->answer;
	n = procfs_read(k->proc, pid, 0, "stat", text, sizeof(text));
	/* Without threads: it is being taken apart, and its parent is no longer shown. */
	if (n <= 0 || !stat_parse(text, (size_t)n, &s) || s.threads == 0)
		return UNKNOWN;
	answer = ask(k, s.ppid, depth + 1);
	/* Of one that is ending the record may have been read: none would come to say that this is over. */
	if (answer == UNKNOWN || s.state == 'Z' || s.state == 'X' || s.flags & STAT_FLAG_EXITING)
		return answer;
	if (k->known.count == KIN_KNOWN)
		k->known.count = 0;
	*(struct kin_one *)vec_push(&k->known) = (struct kin_one){ pid, answer };
	return answer;
}

static void remember(struct kin *k, struct kin_one one)
{
	struct kin_one *place = k->recent.count < KIN_RECENT ? vec_push(&k->recent) : (struct kin_one *)k->recent.data + k->ended % KIN_RECENT;

	*place = one;
	k->ended++;
}

/* A child that ends after its parent's record was written, and before it has another parent, still names the one that has gone. */
static enum answer recall(const struct kin *k, pid_t pid)
{
	const struct kin_one *all = k->recent.data;

	for (size_t i = 0; i < k->recent.count; i++)
		if (all[(k->ended - 1 - i) % KIN_RECENT].pid == pid)
			return all[(k->ended - 1 - i) % KIN_RECENT].answer;
	return UNKNOWN;
}

/* Until its parent's record comes. When that many wait, it was lost. */
static void wait_for_parent(struct kin *k, const struct exit_record *r)
{
	if (k->waiting.count == KIN_WAITING) {
		k->waiting.count = 0;
		k->were_lost = true;
	}
	*(struct exit_record *)vec_push(&k->waiting) = *r;
}

static void forget(struct kin *k, pid_t pid)
{
	struct kin_one *one = find(k, pid), *all = k->known.data;

	if (one)
		*one = all[--k->known.count];
}

static void settle(struct kin *k, const struct exit_record *r, enum answer answer, int depth);

/* Those that waited for this one's answer have the same. */
static void settle_waiting(struct kin *k, pid_t parent, enum answer answer, int depth)
{
	for (size_t i = 0; i < k->waiting.count && depth < DEEP;) {
		struct exit_record *all = k->waiting.data, r = all[i];
		if (r.ppid != parent) {
			i++;
			continue;
		}
		all[i] = all[--k->waiting.count];
		settle(k, &r, answer, depth + 1);
		i = 0;
	}
}

static void settle(struct kin *k, const struct exit_record *r, enum answer answer, int depth)
{
	if (answer == OURS)
		k->take(k->with, r);
	remember(k, (struct kin_one){ r->pid, answer });
	settle_waiting(k, r->pid, answer, depth);
}

void kin_see(void *kin, const struct exit_record *r)
{
	struct kin *k = kin;
	enum answer answer;

	if (!r->is_last)
		return;
	answer = ask(k, r->ppid, 0);
	if (answer == UNKNOWN)
		answer = recall(k, r->ppid);
	forget(k, r->pid);
	if (answer == UNKNOWN)
		wait_for_parent(k, r);
	else
		settle(k, r, answer, 0);
}
