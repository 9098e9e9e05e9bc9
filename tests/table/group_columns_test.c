/* group_columns_test.c - what the columns of groups say of sums some of whose members are unknown. */
#include "cell.h"
#include "grid.h"

#include "made.h"
#include "suite.h"

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
	ck_assert_str_eq(said(0, "group"), "docker web");
	ck_assert_str_eq(said(0, "id"), WEB_ID);
	ck_assert_str_eq(said(0, "name"), "web");
	ck_assert_str_eq(said(0, "image"), "nginx:1.25");
	ck_assert_str_eq(said(1, "group"), "lxc box");
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

SUITE(group_columns, a_container_has_an_id_a_name_and_an_image, a_container_is_searched_by_its_name_and_by_its_id,
      a_network_that_is_not_known_is_not_nothing_and_who_has_none_has_a_blank, a_growth_of_some_members_is_no_least_one_for_the_others_may_shrink)
