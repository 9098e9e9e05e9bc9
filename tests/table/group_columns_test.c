/* group_columns_test.c - what the columns of groups say of sums some of whose members are unknown. */
#include <string.h>

#include "cell.h"
#include "column.h"
#include "grid.h"

#include "made.h"
#include "suite.h"
#include "view.h"

START_TEST(a_growth_of_some_members_is_no_least_one_for_the_others_may_shrink)
{
	const struct column *growth = schema_find(group_schema(), "growth");
	bool keep[2] = { true, true };
	struct scene scene = { 0 };
	struct groups groups;
	struct sample s;
	struct task *t;
	struct value v;

	made_machine(&s);
	groups_init(&groups);
	made(&s, (struct made){ .pid = 10, .command = "a", .rss = MB });
	made(&s, (struct made){ .pid = 20, .command = "b", .rss = MB });
	t = s.tasks.data;
	task_rare(t, &s.arena)->growth = (struct growth){ .slopes = { [SPAN_MIDDLE] = { -3 * (int64_t)MB, true, false } } };
	t->have |= NEED_GROWTH;
	groups_build(&groups, &s, GROUP_USER, keep);
	scene.rows = groups.list.data;
	v = growth->get(&scene, 0, growth);
	ck_assert_int_eq((int64_t)v.number, -3 * (int64_t)MB);
	ck_assert(v.is_about);
	ck_assert(!v.at_least);
	groups_free(&groups);
	sample_free(&s);
}
END_TEST

#define WEB_ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct sample containers;
static struct groups made_groups;
static struct grid grid;

static struct cgroup *put_in(pid_t pid, const char *path)
{
	struct cgroup *g = memory_new(sizeof(*g) + strlen(path) + 1);
	struct task *t = (struct task *)containers.tasks.data + made_place(&containers, pid);
	struct identity *who = (struct identity *)(uintptr_t)t->who;

	*g = (struct cgroup){ .refs = 1, .length = strlen(path) };
	strcpy(g->path, path);
	who->cgroup = g;
	who->have |= NEED_CGROUP;
	t->have |= NEED_CGROUP;
	return g;
}

static void add_net(const struct cgroup *g, struct net_figures f)
{
	f.group = cgroup_keep(g);
	*(struct net_figures *)vec_push(&containers.nets) = f;
}

/* One in a container with a name and a network, one in a container with the machine's, one in none. */
static void start_containers(void)
{
	static const bool keep[3] = { true, true, true };
	struct cgroup *web;

	made_machine(&containers);
	made(&containers, (struct made){ .pid = 10, .command = "nginx", .rss = MB });
	made(&containers, (struct made){ .pid = 20, .command = "bash", .rss = MB });
	made(&containers, (struct made){ .pid = 30, .command = "init", .rss = MB });
	web = put_in(10, "/docker/" WEB_ID);
	cgroup_name(web, "web", "nginx:1.25");
	add_net(web, (struct net_figures){ .is_known = true, .has_rates = true, .past = { .received = 700, .sent = 80 }, .received_s = 7, .sent_s = 8 });
	put_in(30, "/init.scope");
	put_in(20, "/lxc.payload.box");
	groups_init(&made_groups);
	groups_build(&made_groups, &containers, GROUP_CONTAINER, keep);
	grid_init(&grid, group_schema());
	grid_sort(&grid, NULL, false);
	grid_fill(&grid, made_groups.list.data, made_groups.list.count);
}

static void end_containers(void)
{
	grid_free(&grid);
	groups_free(&made_groups);
	sample_free(&containers);
}

/* What the column says of a row. */
static const char *said(size_t row, const char *id)
{
	static char text[128];
	const struct column *c = schema_find(group_schema(), id);

	cell_format(text, sizeof(text), c, c->get(&grid.scene, row, c), TEXT_ASCII);
	return text;
}

START_TEST(a_container_has_an_id_a_name_and_an_image)
{
	start_containers();
	ck_assert_str_eq(said(0, "group"), "web");
	ck_assert_str_eq(said(0, "id"), WEB_ID);
	ck_assert_str_eq(said(0, "name"), "web");
	ck_assert_str_eq(said(0, "image"), "nginx:1.25");
	ck_assert_str_eq(said(1, "group"), "box");
	ck_assert_str_eq(said(1, "id"), "");
	ck_assert_str_eq(said(1, "name"), "box");
	ck_assert_str_eq(said(1, "image"), "");
	ck_assert_str_eq(said(2, "group"), "(no container)");
	ck_assert_str_eq(said(2, "name"), "");
	end_containers();
}
END_TEST

START_TEST(a_container_is_searched_by_its_name_and_by_its_id)
{
	start_containers();
	ck_assert(grid_holds(&grid, 0, "web"));
	ck_assert(grid_holds(&grid, 0, "cdef0123"));
	ck_assert(!grid_holds(&grid, 1, "cdef0123"));
	grid_filter(&grid, "0123456789ab");
	ck_assert_uint_eq(grid.count, 1);
	end_containers();
}
END_TEST

START_TEST(a_network_that_is_not_known_is_not_nothing_and_who_has_none_has_a_blank)
{
	struct task_group *g;

	start_containers();
	ck_assert_str_eq(said(0, "net_in"), "700B");
	ck_assert_str_eq(said(0, "net_out"), "80B");
	ck_assert_str_eq(said(0, "net_in_s"), "7B/s");
	ck_assert_str_eq(said(0, "net_out_s"), "8B/s");
	ck_assert_str_eq(said(1, "net_in"), "?");
	ck_assert_str_eq(said(2, "net_in"), "");
	g = made_groups.list.data;
	g[1].net = &(struct net_figures){ .is_shared = true };
	ck_assert_str_eq(said(1, "net_in"), "");
	g[1].net = &(struct net_figures){ .is_known = true };
	ck_assert_str_eq(said(1, "net_in_s"), "?");
	end_containers();
}
END_TEST

static struct value value_of(const struct scene *s, const char *id)
{
	const struct column *c = schema_find(group_schema(), id);

	ck_assert_msg(c != NULL, "%s", id);
	return c->get(s, 0, c);
}

static void text_is(struct value v, const char *text)
{
	ck_assert_int_eq(v.kind, VALUE_TEXT);
	ck_assert_uint_eq(v.text.length, strlen(text));
	ck_assert_int_eq(memcmp(v.text.bytes, text, v.text.length), 0);
}

static struct cgroup *made_cgroup(const char *path)
{
	struct cgroup *g = memory_new(sizeof(*g) + strlen(path) + 1);

	*g = (struct cgroup){ .refs = 1, .length = strlen(path) };
	strcpy(g->path, path);
	return g;
}

START_TEST(a_limit_is_bound_by_whom_it_belongs_to)
{
	struct cgroup *own = made_cgroup("/shop/web"), *above = made_cgroup("/shop");
	struct cgroup_figures f = { .group = own, .have = CGROUP_HAS_EFFECTIVE | CGROUP_NEEDS, .limit = CGROUP_NO_LIMIT, .counts.charge = GB };
	struct task_group g = { .cgroup = &f };
	struct sample s;
	struct scene scene = { .sample = &s, .rows = &g };

	made_machine(&s);
	s.machine.has_memory = true;
	s.machine.parts.total = 4 * GB;
	text_is(value_of(&scene, "bound"), "the machine");
	ck_assert_uint_eq(value_of(&scene, "limit").number, 4 * GB);
	ck_assert_double_eq(value_of(&scene, "limit_share").real, 25);
	f.limit = f.counts.limit = 2 * GB;
	f.binds = own;
	text_is(value_of(&scene, "bound"), "itself");
	f.binds = above;
	text_is(value_of(&scene, "bound"), "shop");
	/* What version 1 tells of one that we do not see. */
	f.binds = own;
	f.limit = GB;
	text_is(value_of(&scene, "bound"), "one above");
	/* It is larger than the machine. */
	f.limit = 8 * GB;
	text_is(value_of(&scene, "bound"), "the machine");
	f.have = 0;
	ck_assert_int_eq(value_of(&scene, "bound").kind, VALUE_UNKNOWN);
	ck_assert_int_eq(value_of(&scene, "needed").kind, VALUE_UNKNOWN);
	g.cgroup = NULL;
	ck_assert_int_eq(value_of(&scene, "needed").kind, VALUE_BLANK);
	cgroup_drop(own);
	cgroup_drop(above);
	sample_free(&s);
}
END_TEST

START_TEST(a_container_above_is_called_by_its_name)
{
	struct cgroup *own = made_cgroup("/docker/" WEB_ID "/inner"), *above = made_cgroup("/docker/" WEB_ID);
	struct cgroup_figures f = { .group = own, .have = CGROUP_HAS_EFFECTIVE, .limit = GB, .binds = above };
	struct task_group g = { .cgroup = &f };
	struct sample s;
	struct scene scene = { .sample = &s, .rows = &g };

	made_machine(&s);
	text_is(value_of(&scene, "bound"), "0123456789ab");
	cgroup_name(above, "web", NULL);
	text_is(value_of(&scene, "bound"), "web");
	cgroup_drop(own);
	cgroup_drop(above);
	sample_free(&s);
}
END_TEST

START_TEST(the_last_kill_is_of_the_group_or_one_below_it)
{
	struct cgroup *own = made_cgroup("/web");
	struct cgroup_figures f = { .group = own, .have = CGROUP_HAS_KILLS, .kills = 2 };
	struct task_group g = { .cgroup = &f };
	struct kill kills[] = { { .wall_ns = 1, .group = "/web/a" }, { .wall_ns = 2, .group = "/webber" } };
	struct sample s;
	struct scene scene = { .sample = &s, .rows = &g };

	made_machine(&s);
	ck_assert_int_eq(value_of(&scene, "last_kill").kind, VALUE_UNKNOWN);
	s.kills.list = kills;
	s.kills.count = 2;
	ck_assert_uint_eq(value_of(&scene, "last_kill").number, 1);
	f.kills = s.kills.count = 0;
	ck_assert_int_eq(value_of(&scene, "last_kill").kind, VALUE_BLANK);
	cgroup_drop(own);
	sample_free(&s);
}
END_TEST

/* Without limits the machine's memory is what is left. */
START_TEST(what_grows_has_a_time_until_all_is_full)
{
	struct cgroup *own = made_cgroup("/web");
	struct cgroup_figures f = { .group = own, .have = CGROUP_HAS_GROWTH, .growth = { .per_s = MB, .is_known = true }, .eta_ns = UINT64_MAX };
	struct task_group g = { .cgroup = &f };
	struct sample s;
	struct scene scene = { .sample = &s, .rows = &g };

	made_machine(&s);
	s.machine.memory.known[MEM_AVAILABLE] = true;
	s.machine.memory.bytes[MEM_AVAILABLE] = 100 * MB;
	ck_assert_uint_eq(value_of(&scene, "eta").number, UINT64_C(100000000000));
	f.eta_ns = 7;
	ck_assert_uint_eq(value_of(&scene, "eta").number, 7);
	f.growth.per_s = 0;
	f.eta_ns = UINT64_MAX;
	ck_assert_int_eq(value_of(&scene, "eta").kind, VALUE_BLANK);
	f.have = 0;
	ck_assert_int_eq(value_of(&scene, "eta").kind, VALUE_UNKNOWN);
	cgroup_drop(own);
	sample_free(&s);
}
END_TEST

START_TEST(only_what_is_shown_or_sorted_by_is_wanted)
{
	struct view_settings settings;
	struct vec columns;
	struct demand d;
	struct err e;

	view_settings_init(&settings, task_schema());
	vec_init(&columns, sizeof(const struct column *));
	demand_init(&d);
	ck_assert(schema_choose(group_schema(), "needed,tasks,group", &columns, &e));
	view_demand_groups(&settings, GROUP_CONTAINER, &columns, schema_find(group_schema(), "oom_kills"), &d);
	ck_assert_uint_eq(d.cgroups.shown, CGROUP_NEEDS | CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS));
	ck_assert_uint_eq(d.cgroups.all, CGROUP_HAS_KILLS);
	ck_assert(d.cgroups.every && d.events);
	ck_assert_uint_eq(d.all, NEED_STAT | NEED_CGROUP);
	/* Nothing is charged to a user. */
	view_demand_groups(&settings, GROUP_USER, &columns, group_sort(GROUP_USER), &d);
	ck_assert(!demand_has_cgroups(&d));
	ck_assert_uint_eq(d.all, NEED_STAT | NEED_OWNER | NEED_ROLLUP);
	demand_free(&d);
	vec_free(&columns);
	view_settings_free(&settings);
}
END_TEST

SUITE(group_columns, a_container_above_is_called_by_its_name, a_container_has_an_id_a_name_and_an_image, a_container_is_searched_by_its_name_and_by_its_id,
      a_network_that_is_not_known_is_not_nothing_and_who_has_none_has_a_blank,
      a_growth_of_some_members_is_no_least_one_for_the_others_may_shrink, a_limit_is_bound_by_whom_it_belongs_to,
      the_last_kill_is_of_the_group_or_one_below_it, what_grows_has_a_time_until_all_is_full, only_what_is_shown_or_sorted_by_is_wanted)
