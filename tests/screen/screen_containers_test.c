/* screen_containers_test.c - ramtop containers on the screen: what containers need, may hold and are in. */
#define _GNU_SOURCE
#include "screens.h"

#define ID(first) first "123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define WEB "docker/" ID("a")
#define IDLE "docker/" ID("b")

static const struct made crowd[] = {
	{ .pid = 100, .comm = "server", .mb = 30 },
	{ .pid = 200, .comm = "helper", .mb = 20 },
	{ .pid = 300, .comm = "loner", .mb = 10 },
};

/* In MiB; no limit is 0. */
static void put_group(const struct world *w, const char *group, unsigned charge, unsigned cache, unsigned limit)
{
	char file[160], text[128];
	int n;

	snprintf(file, sizeof(file), "groups/%s", group);
	world_make(w, file);
	snprintf(file, sizeof(file), "groups/%s/memory.current", group);
	n = snprintf(text, sizeof(text), "%llu\n", charge * 1048576ull);
	world_write(w, file, text, (size_t)n);
	snprintf(file, sizeof(file), "groups/%s/memory.stat", group);
	n = snprintf(text, sizeof(text), "inactive_file %llu\nactive_file 0\n", cache * 1048576ull);
	world_write(w, file, text, (size_t)n);
	snprintf(file, sizeof(file), "groups/%s/memory.max", group);
	n = limit ? snprintf(text, sizeof(text), "%llu\n", limit * 1048576ull) : snprintf(text, sizeof(text), "max\n");
	world_write(w, file, text, (size_t)n);
}

static void put_in(const struct world *w, int pid, const char *group)
{
	char file[32], text[160];
	int n = snprintf(text, sizeof(text), "0::/%s\n", group);

	snprintf(file, sizeof(file), "%d/cgroup", pid);
	world_write(w, file, text, (size_t)n);
}

/* Two containers below a group with a limit, one of them without a process; and a service. */
static void build(struct world *w)
{
	WORLD(w, crowd);
	world_make(w, "groups");
	world_write(w, "groups/cgroup.procs", "", 0);
	put_group(w, "docker", 300, 100, 400);
	put_group(w, WEB, 200, 100, 0);
	put_group(w, IDLE, 40, 0, 64);
	put_group(w, "system.slice", 60, 0, 0);
	put_group(w, "system.slice/nginx.service", 50, 0, 0);
	put_in(w, 100, WEB);
	put_in(w, 200, WEB "/inner");
	put_in(w, 300, "system.slice/nginx.service");
}

static struct pty *watch(const struct world *w, int cols, const char *option)
{
	static char groups[64];

	snprintf(groups, sizeof(groups), "%s/groups", w->dir);
	return ramtop_in(24, cols, NULL, "containers", "--proc", w->dir, "--cgroup", groups, option);
}

START_TEST(containers_have_what_they_need_and_what_binds_them)
{
	struct world w;
	struct pty *p;

	build(&w);
	p = watch(&w, 120, NULL);
	expect_cell(p, "a123456789ab", "NEEDED", "100M");
	/* A quarter of the limit is what others have taken. */
	expect_text(p, " ████░░░░···        400M  25.0 docker            2 ");
	/* Nobody is in it. */
	expect_cell(p, "b123456789ab", "NEEDED", "40M");
	expect_text(p, " █████████······     64M  62.5 itself            0 ");
	expect_text(p, "(no container)");
	pty_type(p, KEY_ENTER);
	expect_text(p, "container: a123456789ab");
	expect_text(p, "2 shown");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(a_narrow_screen_keeps_what_is_needed_and_its_share)
{
	struct world w;
	struct pty *p;

	build(&w);
	p = watch(&w, 80, NULL);
	expect_cell(p, "a123456789ab", "NEEDED", "100M");
	expect_text(p, " ████░░░░···        400M  25.0      2 ");
	expect_text(p, "NEED|CACHE|FREE");
	/* Keys may be left out, but not the way out. */
	expect_row(p, -1, "fFreeze");
	expect_row(p, -1, "EscBack");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(without_containers_units_are_shown)
{
	static const struct made one[] = { { .pid = 300, .comm = "loner", .mb = 10 } };
	struct world w;
	struct pty *p;

	WORLD(&w, one);
	world_make(&w, "groups");
	world_write(&w, "groups/cgroup.procs", "", 0);
	put_group(&w, "system.slice", 60, 0, 0);
	put_group(&w, "system.slice/nginx.service", 50, 0, 0);
	put_in(&w, 300, "system.slice/nginx.service");
	p = watch(&w, 120, NULL);
	expect_text(p, "no containers here: units are shown");
	expect_cell(p, "nginx.service", "NEEDED", "50M");
	expect_text(p, " systemd    nginx.service");
	expect_gone(p, "system.slice");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(control_groups_stand_in_a_tree_and_fold)
{
	struct world w;
	struct pty *p;

	build(&w);
	p = watch(&w, 100, "--tree");
	expect_text(p, "groups by container");
	pty_type(p, KEY_RIGHT KEY_RIGHT);
	expect_text(p, "groups by control group");
	expect_text(p, "├─ ▾ docker");
	expect_text(p, "│  ├─ ▾ a1234");
	expect_text(p, "│  │  └─ inner");
	expect_text(p, "│  └─ b1234");
	expect_text(p, "   └─ nginx.service");
	pty_type(p, KEY_DOWN "-");
	expect_gone(p, "b1234");
	expect_text(p, "├─ ▸ (3) docker");
	pty_type(p, "+");
	expect_text(p, "│  └─ b1234");
	pty_type(p, "t");
	expect_text(p, "/system.slice/ngin");
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_containers, containers_have_what_they_need_and_what_binds_them, a_narrow_screen_keeps_what_is_needed_and_its_share,
      without_containers_units_are_shown, control_groups_stand_in_a_tree_and_fold)
