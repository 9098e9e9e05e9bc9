/* sample.c - holds tasks and who they are. Reads nothing. */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

#define AHEAD 16

/* The reference count is the one thing in a shared identity that changes, and only the sampling thread changes it. */
static struct identity *counted(const struct identity *who)
{
	return (struct identity *)(uintptr_t)who;
}

const struct identity *identity_keep(const struct identity *who)
{
	counted(who)->refs++;
	return who;
}

void identity_drop(const struct identity *who)
{
	if (--counted(who)->refs > 0)
		return;
	cgroup_drop(who->cgroup);
	free(counted(who));
}

/* The program's name is the end of the path before the first argument. A process that has written its title over its
 * arguments ("sshd: kim@pts/0") has one argument with spaces in it: its path ends before the first of them. */
static void find_name(struct identity *who)
{
	const char *text = who->command, *end = text + strcspn(text, " "), *name = text;

	/* Other slashes are part of a name: "[kworker/0:1]". */
	if (text[0] == '/' || text[0] == '.')
		for (const char *at = text; at + 1 < end; at++)
			if (*at == '/')
				name = at + 1;
	who->name_at = (uint32_t)(name - text);
	who->name_length = (uint32_t)(end - name);
}

/* Arguments end with a zero each; the last ones may be empty. */
static size_t without_end(const char *command, size_t length)
{
	while (length > 0 && command[length - 1] == '\0')
		length--;
	return length;
}

/* FNV-1a, 64 bits. */
uint64_t identity_hash(const char *command, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	length = without_end(command, length);
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)command[i]) * UINT64_C(0x100000001b3);
	return length ? hash : 0;
}

struct identity *identity_new(const char *comm, size_t comm_length, const char *command, size_t command_length)
{
	struct identity *who;
	char *texts;

	command_length = without_end(command, command_length);
	who = memory_new(sizeof(*who) + comm_length + 1 + (command_length ? command_length : comm_length + 2) + 1);
	texts = (char *)(who + 1);
	*who = (struct identity){ .refs = 1, .command_hash = identity_hash(command, command_length), .comm = texts, .comm_length = (uint32_t)comm_length };
	memcpy(texts, comm, comm_length);
	texts[comm_length] = '\0';
	texts += comm_length + 1;
	who->command = texts;
	if (!command_length) {
		texts[0] = '[';
		memcpy(texts + 1, comm, comm_length);
		texts[comm_length + 1] = ']';
		command_length = comm_length + 2;
	} else
		for (size_t i = 0; i < command_length; i++)
			texts[i] = command[i] ? command[i] : ' ';
	texts[command_length] = '\0';
	who->command_length = (uint32_t)command_length;
	find_name(who);
	return who;
}

struct identity *identity_again(const struct identity *who, const char *command, size_t command_length)
{
	struct identity *again = identity_new(who->comm, who->comm_length, command, command_length);

	if (command == who->command)
		again->command_hash = who->command_hash;
	again->have = who->have;
	again->uid = who->uid;
	again->user = who->user;
	again->cgroup = cgroup_keep(who->cgroup);
	again->cgroup_id = who->cgroup_id;
	again->start_code = who->start_code;
	again->start_stack = who->start_stack;
	return again;
}

const struct identity *identity_copy(const struct identity *who)
{
	size_t texts = who->comm_length + 1 + who->command_length + 1;
	struct identity *own = memory_new(sizeof(*who) + texts);

	/* All but what the thread that samples may be changing now. Both texts stand behind it. */
	*own = (struct identity){
		.refs = 1, .have = who->have, .young = who->young, .uid = who->uid, .user = who->user, .start_code = who->start_code,
		.start_stack = who->start_stack, .command_hash = who->command_hash, .comm_length = who->comm_length,
		.command_length = who->command_length, .name_at = who->name_at, .name_length = who->name_length,
	};
	memcpy(own + 1, who + 1, texts);
	own->comm = (const char *)(own + 1);
	own->command = own->comm + who->comm_length + 1;
	own->cgroup = cgroup_copy(who->cgroup);
	return own;
}

struct rare *task_rare(struct task *t, struct arena *arena)
{
	if (!t->rare)
		t->rare = arena_take(arena, sizeof(*t->rare));
	return (struct rare *)(uintptr_t)t->rare;
}

void sample_init(struct sample *s)
{
	*s = (struct sample){ 0 };
	vec_init(&s->tasks, sizeof(struct task));
	vec_init(&s->cgroups, sizeof(struct cgroup_figures));
	vec_init(&s->nets, sizeof(struct net_figures));
}

void sample_clear(struct sample *s)
{
	const struct task *t = s->tasks.data;
	const struct cgroup_figures *f = s->cgroups.data;

	for (size_t i = 0; i < s->tasks.count; i++) {
		/* They lie anywhere, and nobody has looked at them for a whole delay. */
		if (i + AHEAD < s->tasks.count)
			__builtin_prefetch(t[i + AHEAD].who, 1);
		identity_drop(t[i].who);
	}
	for (size_t i = 0; i < s->cgroups.count; i++)
		cgroup_drop(f[i].group);
	for (size_t i = 0; i < s->nets.count; i++)
		cgroup_drop(((const struct net_figures *)s->nets.data)[i].group);
	s->tasks.count = s->cgroups.count = s->nets.count = 0;
	s->is_iterated = false;
	s->kills = (struct kills_seen){ 0 };
	s->origin = NULL;
	s->history = NULL;
	s->points = 0;
	arena_clear(&s->arena);
}

void sample_free(struct sample *s)
{
	sample_clear(s);
	vec_free(&s->tasks);
	vec_free(&s->cgroups);
	vec_free(&s->nets);
	arena_free(&s->arena);
}

static void copy_figures(struct sample *to, const struct sample *from)
{
	const struct cgroup_figures *f = from->cgroups.data;

	vec_reserve(&to->cgroups, from->cgroups.count);
	if (from->cgroups.count)
		memcpy(to->cgroups.data, f, from->cgroups.count * sizeof(*f));
	for (size_t i = 0; i < from->cgroups.count; i++)
		cgroup_keep(f[i].group);
}

static void copy_nets(struct sample *to, const struct sample *from)
{
	const struct net_figures *f = from->nets.data;

	vec_reserve(&to->nets, from->nets.count);
	if (from->nets.count)
		memcpy(to->nets.data, f, from->nets.count * sizeof(*f));
	for (size_t i = 0; i < from->nets.count; i++)
		cgroup_keep(f[i].group);
}

static const void *copy(const void *from, size_t bytes, struct arena *arena)
{
	return memcpy(arena_take(arena, bytes), from, bytes);
}

static const struct value *cold_copy(const struct value *from, struct arena *arena)
{
	size_t n = libproc_cold_count();
	struct value *to = arena_take(arena, n * sizeof(*to));

	memcpy(to, from, n * sizeof(*to));
	for (size_t i = 0; i < n; i++)
		if (to[i].kind == VALUE_TEXT) {
			char *text = arena_take(arena, to[i].text.length + 1);
			memcpy(text, to[i].text.bytes, to[i].text.length);
			to[i].text.bytes = text;
		}
	return to;
}

static const struct rare *rare_copy(const struct task *t, struct arena *arena)
{
	struct rare *to = arena_take(arena, sizeof(*to));

	*to = *t->rare;
	if (t->have & NEED_NUMA)
		to->numa = copy(to->numa, strlen(to->numa) + 1, arena);
	if (t->have & NEED_SERIES && to->series.kind == VALUE_SERIES)
		to->series.series.points = copy(to->series.series.points, to->series.series.count * sizeof(uint64_t), arena);
	if (t->have & NEED_COLD)
		to->cold = cold_copy(to->cold, arena);
	return to;
}

/* What tasks point to is copied; who they are, and their control groups, the caller sees to. */
static void copy_tasks(struct sample *to, const struct sample *from)
{
	struct task *t;

	sample_clear(to);
	vec_reserve(&to->tasks, from->tasks.count);
	if (from->tasks.count)
		memcpy(to->tasks.data, from->tasks.data, from->tasks.count * sizeof(struct task));
	to->kills = from->kills;
	if (from->kills.count)
		to->kills.list = copy(from->kills.list, from->kills.count * sizeof(*from->kills.list), &to->arena);
	to->machine = from->machine;
	to->wall_ns = from->wall_ns;
	to->boot_ns = from->boot_ns;
	to->serial = from->serial;
	to->is_iterated = from->is_iterated;
	to->origin = from->origin;
	to->points = from->points;
	to->history_pid = from->history_pid;
	to->history = from->points ? copy(from->history, from->points * sizeof(*from->history), &to->arena) : NULL;
	t = to->tasks.data;
	for (size_t i = 0; i < to->tasks.count; i++) {
		if (t[i].rollup)
			t[i].rollup = copy(t[i].rollup, sizeof(*t[i].rollup), &to->arena);
		if (t[i].status)
			t[i].status = copy(t[i].status, sizeof(*t[i].status), &to->arena);
		if (t[i].rare)
			t[i].rare = rare_copy(&t[i], &to->arena);
	}
}

void sample_copy(struct sample *to, const struct sample *from)
{
	const struct task *t;

	copy_tasks(to, from);
	copy_figures(to, from);
	copy_nets(to, from);
	t = to->tasks.data;
	for (size_t i = 0; i < to->tasks.count; i++)
		identity_keep(t[i].who);
}

void sample_snapshot(struct sample *to, const struct sample *from)
{
	struct task *t;

	copy_tasks(to, from);
	t = to->tasks.data;
	for (size_t i = 0; i < to->tasks.count; i++) {
		t[i].who = identity_copy(t[i].who);
		t[i].cgroup = 0;
	}
}

const struct task *sample_find(const struct sample *s, pid_t pid)
{
	const struct task *tasks = s->tasks.data;
	size_t low = 0, high = s->tasks.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (tasks[middle].tgid < pid)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->tasks.count && tasks[low].tgid == pid && !tasks[low].is_thread ? &tasks[low] : NULL;
}
