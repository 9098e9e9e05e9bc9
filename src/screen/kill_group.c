/* kill_group.c - a control group for the dialogue of signals: who is in it, in the sample and now, and those who come while it is to
 * end. Draws nothing, and sends nothing but SIGKILL to who is left; kill_send.c sends. */
#define _GNU_SOURCE
#include "kill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cell.h"
#include "group_dir.h"
#include "stat.h"
#include "thread.h"

#define NAME_CELLS 40
#define MILLISECOND UINT64_C(1000000)
#define EVERY (20 * MILLISECOND)          /* who is left gets SIGKILL so often */
#define LONGEST (5000 * MILLISECOND)      /* and so long */

/* ---- which one it is ------------------------------------------------------------------------------------------------------------- */

static void find_places(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct err e;

	if (k->is_placed)
		return;
	k->is_placed = true;
	if (ui->settings->cgroup) {
		cgroup_tree_open(&k->tree, ui->settings->cgroup, &e);
		cgroup_places_open(&k->places, ui->settings->cgroup);
	} else {
		cgroup_tree_find(&k->tree, ui->proc);
		cgroup_places_find(&k->places, ui->proc);
	}
}

static struct cgroup_span path_of(const struct cgroup *g)
{
	return (struct cgroup_span){ g->path, g->length };
}

void kill_group_drop(struct kill_pane *k)
{
	struct kill_group *g = &k->group;

	if (g->dir >= 0)
		close(g->dir);
	g->dir = -1;
	freezer_close(&g->freezer);
	g->is_meant = false;
	g->left = 0;
	g->until_ns = 0;
}

/* The directory is held from now on: it stays that of this group, whatever is made with its name. False: it is another's already. */
static bool open_directory(struct ui *ui, const struct cgroup_figures *f)
{
	struct kill_group *g = &ui->kill->group;

	find_places(ui);
	g->dir = cgroup_tree_group(&ui->kill->tree, path_of(f->group));
	/* What a copy of them says of pids is no ground to end anybody, nor is one of which it is not known that it is the same. */
	if (g->dir >= 0 && (!group_dir_is_real(g->dir) || !f->counts.id)) {
		close(g->dir);
		g->dir = -1;
	}
	if (g->dir >= 0 && cgroup_id(g->dir) != f->counts.id)
		return false;
	if (freezer_open(&g->freezer, &ui->kill->places, path_of(f->group)) && !group_dir_is_real(g->freezer.dir))
		freezer_close(&g->freezer);
	return true;
}

/* Of a long path the end says most. */
static void write_name(const struct ui *ui, const struct task_group *group, char *out, size_t room)
{
	char text[CGROUP_PATH];
	const char *name = text, *slash;

	text_printable(text, sizeof(text), group->name, group->length, ui->settings->set);
	while (cell_width(name, strlen(name)) > NAME_CELLS && (slash = strchr(name + 1, '/')))
		name = slash;
	snprintf(out, room, "%s%s", name == text ? "" : "...", name);
}

bool kill_group_aim(struct ui *ui, const struct task_group *group)
{
	struct kill_pane *k = kill_of(ui);
	struct kill_group *g = &k->group;
	const struct cgroup_figures *f = group->cgroup;

	kill_group_drop(k);
	write_name(ui, group, g->name, sizeof(g->name));
	snprintf(g->path, sizeof(g->path), "%s", f->group->path);
	g->counts = f->counts;
	if (!open_directory(ui, f)) {
		kill_group_drop(k);
		ui_say(ui, "%s is no more: another was made with its name, and will be shown next", g->name);
		sampler_hurry(ui->sampler);
		return false;
	}
	g->is_meant = true;
	return true;
}

enum freezing kill_group_state(struct ui *ui, const struct task_group *group)
{
	struct kill_pane *k = kill_of(ui);
	struct freezer f;
	enum freezing state;

	if (!group->cgroup)
		return FREEZER_UNKNOWN;
	find_places(ui);
	if (!freezer_open(&f, &k->places, path_of(group->cgroup->group)))
		return FREEZER_UNKNOWN;
	state = freezer_look(&f);
	freezer_close(&f);
	return state;
}

bool kill_group_is_charged(const struct kill_group *g)
{
	return g->is_meant && g->counts.have & CGROUP_HAS_STAT && g->counts.stat.known[CGROUP_ANON] && g->counts.stat.known[CGROUP_SHMEM];
}

void kill_group_note(const struct kill_group *g, struct menu *m)
{
	enum freezing state = freezer_look(&g->freezer);

	menu_note(m, "all in %s and below it", g->name);
	if (state != FREEZER_RUNS && state != FREEZER_UNKNOWN)
		menu_note(m, "frozen: all signals but SIGKILL wait until it goes on");
}

/* ---- who is in it ---------------------------------------------------------------------------------------------------------------- */

static bool is_in(const struct kill_group *g, const struct task *t)
{
	const struct cgroup *of = t->who->have & NEED_CGROUP ? t->who->cgroup : NULL;
	size_t n = strlen(g->path);

	if (!of || t->is_thread || t->is_kernel)
		return false;
	return n == 1 || (strncmp(of->path, g->path, n) == 0 && (of->path[n] == '\0' || of->path[n] == '/'));
}

static int by_size(const void *a, const void *b)
{
	const struct victim *x = a, *y = b;

	return x->rss != y->rss ? (x->rss < y->rss) - (x->rss > y->rss) : (x->mark.pid > y->mark.pid) - (x->mark.pid < y->mark.pid);
}

void kill_group_choose(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	const struct task *t = sample_tasks(ui->sample);

	k->whole = false;
	k->chosen.count = 0;
	for (size_t i = 0; i < ui->sample->tasks.count; i++)
		if (is_in(&k->group, &t[i]))
			kill_add_victim(ui, &t[i]);
	if (k->chosen.count)
		qsort(k->chosen.data, k->chosen.count, sizeof(struct victim), by_size);
}

static bool read_stat(const struct ui *ui, pid_t pid, char text[STAT_ROOM], struct stat_line *line)
{
	ssize_t n = procfs_read(ui->proc, pid, 0, "stat", text, STAT_ROOM);

	return n > 0 && stat_parse(text, (size_t)n, line);
}

/* One that no sample has told of. */
static void add_newcomer(const struct ui *ui, pid_t pid, struct vec *victims)
{
	char text[STAT_ROOM];
	struct stat_line line;
	struct victim *v;

	if (!read_stat(ui, pid, text, &line))
		return;
	v = vec_push(victims);
	*v = (struct victim){ .mark = { pid, line.start_ns }, .rss = line.rss, .fate = FATE_HERE, .watch = -1 };
	text_printable(v->name, sizeof(v->name), line.comm, line.comm_length, ui->settings->set);
}

/* One who was in it, and is listed there no more, has ended or has been moved. Whether it is to be told of. */
static bool is_told_of(const struct ui *ui, struct victim *v)
{
	char text[STAT_ROOM];
	struct stat_line line;

	if (!read_stat(ui, v->mark.pid, text, &line) || line.start_ns != v->mark.start_ns || (line.state == 'Z' && line.threads <= 1))
		return false;
	v->has_left = true;
	return true;
}

static void drop_ended(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct victim *v = k->chosen.data;
	size_t kept = 0;

	for (size_t i = 0; i < k->chosen.count; i++)
		if (pids_hold(&k->group.members, v[i].mark.pid) || is_told_of(ui, &v[i]))
			v[kept++] = v[i];
	k->chosen.count = kept;
}

static void add_newcomers(const struct ui *ui, struct vec *victims)
{
	const struct vec *members = &ui->kill->group.members;
	const pid_t *pid = members->data;
	struct vec known;

	vec_init(&known, sizeof(pid_t));
	for (size_t i = 0; i < victims->count; i++)
		*(pid_t *)vec_push(&known) = ((struct victim *)victims->data)[i].mark.pid;
	pids_sort(&known);
	for (size_t i = 0; i < members->count; i++)
		if (!pids_hold(&known, pid[i]))
			add_newcomer(ui, pid[i], victims);
	vec_free(&known);
}

bool kill_group_renew(struct ui *ui)
{
	struct kill_group *g = &ui->kill->group;

	if (!g->is_meant || g->dir < 0)
		return true;
	if (!group_dir_members(g->dir, &g->members)) {
		ui_say(ui, "%s is no more: nothing was sent", g->name);
		return false;
	}
	drop_ended(ui);
	add_newcomers(ui, &ui->kill->chosen);
	g->left = g->members.count;
	if (ui->kill->chosen.count == 0)
		ui_say(ui, "nobody is in %s any more: nothing was sent", g->name);
	return ui->kill->chosen.count > 0;
}

void kill_group_join(struct ui *ui)
{
	struct kill_group *g = &ui->kill->group;

	if (g->is_meant && g->dir >= 0 && group_dir_members(g->dir, &g->members))
		add_newcomers(ui, &ui->kill->victims);
}

/* ---- its end --------------------------------------------------------------------------------------------------------------------- */

static void count_left(struct kill_group *g)
{
	g->left = group_dir_members(g->dir, &g->members) ? g->members.count : 0;
}

static void thaw(int above, const char *name, int dir, void *with)
{
	const struct freezer f = { .dir = dir, .version = CGROUP_V1 };
	enum freezing state = freezer_look(&f);

	(void)with;
	(void)above;
	(void)name;
	if (state == FREEZER_FROZEN || state == FREEZER_BEGINS)
		freezer_go_on(&f);
}

/* In version 1 nobody dies who stands still. */
static void let_die(const struct kill_group *g)
{
	if (g->freezer.version != CGROUP_V1 || g->freezer.dir < 0)
		return;
	thaw(-1, NULL, g->freezer.dir, NULL);
	group_dir_walk(g->freezer.dir, thaw, NULL);
}

void kill_group_finish(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct kill_group *g = &k->group;
	uint64_t now = thread_now_ns();

	if (!g->is_meant || g->dir < 0)
		return;
	group_dir_kill(g->dir);
	let_die(g);
	count_left(g);
	g->until_ns = g->left ? now + LONGEST : 0;
	kill_set_timer(k, g->left ? now + EVERY : 0, g->left ? EVERY : 0);
}

void kill_group_look(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct kill_group *g = &k->group;
	bool is_over;

	if (!g->is_meant || g->dir < 0 || !(k->kill_at_ns || g->until_ns))
		return;
	count_left(g);
	if (!g->until_ns)
		return;
	is_over = g->left == 0 || thread_now_ns() >= g->until_ns;
	if (is_over) {
		g->until_ns = 0;
		kill_set_timer(k, 0, 0);
		if (g->left)
			ui_say(ui, "%zu in %s got SIGKILL and have not ended", g->left, g->name);
		return;
	}
	group_dir_kill(g->dir);
	let_die(g);
}
