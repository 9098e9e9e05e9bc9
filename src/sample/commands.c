/* commands.c - asks for command lines and gives them to those whose they are. */
#include "commands.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "aside.h"

#define ROOM 32768
#define PATIENCE UINT64_C(2000000000)
#define MANY 100   /* command lines at a time: their texts and makeshifts leave room behind */

struct errand {
	struct aside_item item;
	const struct procfs *proc;
	pid_t pid;
	uint64_t start_ns;
	uint64_t known_hash;       /* of the command line that is known already */
	char *text;                /* ours; NULL: it is that one, or there is none */
	size_t length;
};

struct process {
	pid_t pid;
	uint64_t start_ns;
};

struct commands {
	const struct procfs *proc;
	struct aside *aside;
	uint64_t patience_ns;
	struct vec errands, done;  /* of struct errand */
	struct vec hanging;        /* of struct process: nobody asks for them until they come */
};

static void read_command(void *item)
{
	struct errand *e = item;
	char text[ROOM];
	ssize_t n = procfs_read(e->proc, e->pid, 0, "cmdline", text, sizeof(text));

	e->text = NULL;
	if (n <= 0 || identity_hash(text, (size_t)n) == e->known_hash)
		return;
	e->length = (size_t)n;
	e->text = memory_new(e->length);
	memcpy(e->text, text, e->length);
}

static void drop(void *item)
{
	free(((struct errand *)item)->text);
}

struct commands *commands_open(const struct procfs *p)
{
	struct commands *c = memory_new(sizeof(*c));

	*c = (struct commands){ .proc = p, .aside = aside_open("ramtop-commands", sizeof(struct errand), read_command, NULL), .patience_ns = PATIENCE };
	vec_init(&c->errands, sizeof(struct errand));
	vec_init(&c->done, sizeof(struct errand));
	vec_init(&c->hanging, sizeof(struct process));
	return c;
}

void commands_set_patience(struct commands *c, uint64_t patience_ns)
{
	c->patience_ns = patience_ns;
}

void commands_close(struct commands *c)
{
	aside_close(c->aside, drop);
	vec_free(&c->errands);
	vec_free(&c->done);
	vec_free(&c->hanging);
	free(c);
}

/* Its place among those that hang, or their number. */
static size_t hangs_at(const struct commands *c, pid_t pid, uint64_t start_ns)
{
	const struct process *p = c->hanging.data;
	size_t i = 0;

	while (i < c->hanging.count && (p[i].pid != pid || p[i].start_ns != start_ns))
		i++;
	return i;
}

void commands_ask(struct commands *c, const struct task *t)
{
	if (hangs_at(c, t->pid, t->start_ns) < c->hanging.count)
		return;
	*(struct errand *)vec_push(&c->errands) = (struct errand){
		.proc = c->proc, .pid = t->pid, .start_ns = t->start_ns, .known_hash = t->who->command_hash,
	};
}

static void give(struct sample *out, const struct errand *e)
{
	struct task *t = (struct task *)(uintptr_t)sample_find(out, e->pid);
	struct identity *who;

	if (!e->text || !t || t->start_ns != e->start_ns || !(t->have & NEED_COMMAND))
		return;
	who = identity_again(t->who, e->text, e->length);
	who->young = t->who->young;
	identity_drop(t->who);
	t->who = who;
}

static void take_done(struct commands *c, struct sample *out)
{
	struct errand *e;

	aside_take(c->aside, &c->done);
	e = c->done.data;
	for (size_t i = 0; i < c->done.count; i++) {
		size_t at = hangs_at(c, e[i].pid, e[i].start_ns);
		struct process *hanging = c->hanging.data;
		give(out, &e[i]);
		drop(&e[i]);
		if (at < c->hanging.count)
			hanging[at] = hanging[--c->hanging.count];
	}
}

/* Too many hang: those that were not begun are asked for again next time. */
static void put_off(const struct commands *c, struct sample *out)
{
	const struct errand *e = c->errands.data;

	for (size_t i = 0; i < c->errands.count; i++) {
		struct task *t = (struct task *)(uintptr_t)sample_find(out, e[i].pid);
		if (t && t->who->command_hash == 0)
			((struct identity *)(uintptr_t)t->who)->young = true;
	}
}

static void give_back(struct commands *c)
{
	vec_free(&c->errands);
	vec_free(&c->done);
	malloc_trim(0);
}

void commands_answer(struct commands *c, struct sample *out)
{
	enum aside_end end = ASIDE_DONE;
	struct errand stuck;

	if (c->errands.count) {
		aside_give(c->aside, c->errands.data, c->errands.count);
		while ((end = aside_wait(c->aside, c->patience_ns, &stuck)) == ASIDE_STUCK)
			*(struct process *)vec_push(&c->hanging) = (struct process){ stuck.pid, stuck.start_ns };
	}
	if (c->errands.count || c->hanging.count)
		take_done(c, out);
	if (end == ASIDE_FULL)
		put_off(c, out);
	if (c->errands.count > MANY)
		give_back(c);
	c->errands.count = 0;
}
