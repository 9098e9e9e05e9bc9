/* box_asker_test.c - engines that answer well, badly, too much, or never; and what is told without them. */
#define _GNU_SOURCE
#include "box_asker.h"

#include <poll.h>

#include "kernel/asked.h"
#include "kernel/fake_engine.h"
#include "kernel/fake_proc.h"
#include "thread.h"

#define PATIENCE_MS 1500     /* of which an engine gets a third */
#define SLACK_MS 3000        /* sanitizers are slow */
#define GOOD "[{\"Id\":\"" ID_A "\",\"Names\":[\"/web\"],\"Image\":\"nginx:1.25\"},{\"Id\":\"" ID_B "\",\"Names\":[\"/db\"],\"Image\":\"redis\"}]"

#define text(...) ({ static char text_[256]; snprintf(text_, sizeof(text_), __VA_ARGS__); (const char *)text_; })

static struct fake_proc fake;
static struct fake_engine engine;
static struct box_names names;
static struct procfs proc;

/* It is no machine's /proc: of this machine nothing is asked but who is named. */
static void begin(fake_answer *answer, const void *with)
{
	static char host[128];
	struct err e;

	fake_new(&fake);
	fake_put_task(&fake, 1, 0, (struct fake_stat){ .comm = "init" });
	fake_engine_start(&engine, fake.dir, answer, with);
	snprintf(host, sizeof(host), "unix://%s", engine.path);
	setenv("DOCKER_HOST", host, 1);
	unsetenv("CONTAINER_HOST");
	ck_assert_msg(procfs_open(&proc, fake.dir, &e), "%s", e.text);
	ask_two(&names);
}

static void end(void)
{
	fake_engine_end(&engine);
	procfs_close(&proc);
	box_names_free(&names);
	fake_free(&fake);
}

static bool ask(void)
{
	uint64_t start = thread_now_ns();
	bool in_time = box_asker_ask(&names, &proc, PATIENCE_MS);

	ck_assert_uint_lt((thread_now_ns() - start) / 1000000, PATIENCE_MS + SLACK_MS);
	return in_time;
}

START_TEST(an_engine_is_asked_for_those_that_are_wanted_and_names_them)
{
	begin(fake_send_json, GOOD);
	ck_assert(ask());
	ck_assert_str_eq(name_of_id(&names, ID_A), "web");
	ck_assert_str_eq(image_of_id(&names, ID_A), "nginx:1.25");
	ck_assert_str_eq(name_of_id(&names, ID_B), "db");
	ck_assert_uint_eq(engine.seen->count, 1);
	ck_assert_ptr_nonnull(strstr(engine.seen->question, "GET /containers/json?all=1&filters=%7B%22id%22:%5B%22" ID_A "%22,%22" ID_B "%22%5D%7D HTTP/1.1\r\n"));
	end();
}
END_TEST

static void hang(int to, const void *with)
{
	(void)to;
	(void)with;
	for (;;)
		pause();
}

START_TEST(one_that_hangs_is_left_alone)
{
	begin(hang, NULL);
	ask();
	ck_assert_str_eq(name_of_id(&names, ID_A), "(none)");
	end();
}
END_TEST

START_TEST(one_that_takes_no_call_is_left_alone)
{
	begin(NULL, NULL);
	ask();
	ck_assert_str_eq(name_of_id(&names, ID_A), "(none)");
	end();
}
END_TEST

/* A byte now and then, for ever: there is always something to read. */
static void dribble(int to, const void *with)
{
	(void)with;
	fake_send_text(to, "HTTP/1.1 200 OK\r\n\r\n[");
	while (send(to, " ", 1, MSG_NOSIGNAL) == 1)
		poll(NULL, 0, 20);
}

START_TEST(one_that_never_comes_to_an_end_is_left_alone)
{
	begin(dribble, NULL);
	ask();
	ck_assert_str_eq(name_of_id(&names, ID_A), "(none)");
	end();
}
END_TEST

/* All of it would be fine, were it not so much. */
static void flood(int to, const void *with)
{
	static char blanks[1 << 20];

	memset(blanks, ' ', sizeof(blanks));
	fake_send_text(to, "HTTP/1.1 200 OK\r\n\r\n[");
	for (int i = 0; i < 100; i++)
		fake_send(to, blanks, sizeof(blanks));
	fake_send_text(to, (const char *)with + 1);
}

START_TEST(an_answer_of_100_MB_is_none)
{
	begin(flood, GOOD);
	ask();
	ck_assert_str_eq(name_of_id(&names, ID_A), "(none)");
	end();
}
END_TEST

static void send_half(int to, const void *with)
{
	fake_send_text(to, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
	fake_send_text(to, with);
}

static void send_as_it_is(int to, const void *with)
{
	fake_send_text(to, with);
}

START_TEST(half_an_answer_garbage_and_an_error_tell_nothing)
{
	static const struct { fake_answer *answer; const char *with; } bad[] = {
		{ send_half,     GOOD },
		{ send_as_it_is, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[{\"Id" },
		{ send_as_it_is, "HTTP/1.1 500 Internal Server Error\r\n\r\n" GOOD },
		{ send_as_it_is, "HTTP/1.1 302 Found\r\nLocation: http://localhost/elsewhere\r\n\r\n" },
		{ send_as_it_is, "\x16\x03\x01 no HTTP at all" GOOD },
		{ send_as_it_is, "" },
		{ fake_send_json, "{\"message\":\"client version 1.24 is too old\"}" },
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		begin(bad[i].answer, bad[i].with);
		ck_assert(ask());
		ck_assert_msg(!box_names_find(&names, ID_A, BOX_ID)->name, "answer %zu", i);
		ck_assert_uint_eq(engine.seen->count, 1);
		end();
	}
}
END_TEST

static void id_of_number(char *id, unsigned i)
{
	snprintf(id, BOX_ID + 1, "%064x", i);
}

/* It does not heed what is asked for, and tells all. */
static void send_many(int to, const void *with)
{
	char one[512], id[BOX_ID + 1];

	(void)with;
	fake_send_text(to, "HTTP/1.1 200 OK\r\n\r\n[");
	for (unsigned i = 0; i < 10000; i++) {
		id_of_number(id, i);
		snprintf(one, sizeof(one), "%s{\"Id\":\"%s\",\"Names\":[\"/box-%u\"],\"Image\":\"bb:1\",\"Labels\":{\"a\":\"%0200u\"}}", i ? "," : "", id, i, i);
		fake_send_text(to, one);
	}
	fake_send_text(to, "]");
}

START_TEST(of_10000_containers_those_are_taken_that_are_wanted)
{
	char id[BOX_ID + 1];

	begin(send_many, NULL);
	id_of_number(id, 9999);
	box_names_ask(&names, id);
	/* One such answer is much for a sanitizer. */
	ck_assert(box_asker_ask(&names, &proc, 60000));
	ck_assert_str_eq(name_of_id(&names, id), "box-9999");
	ck_assert_str_eq(name_of_id(&names, ID_A), "(none)");
	end();
}
END_TEST

/* It answers once. */
static void answer_once(int to, const void *with)
{
	static bool has;

	if (has)
		hang(to, with);
	has = true;
	fake_send_json(to, with);
}

START_TEST(what_was_told_is_kept_though_the_next_question_hangs)
{
	char id[BOX_ID + 1];

	begin(answer_once, GOOD);
	for (unsigned i = 0; i < 100; i++) {
		id_of_number(id, i);
		box_names_ask(&names, id);
	}
	ask();
	ck_assert_uint_eq(engine.seen->count, 2);
	ck_assert_str_eq(name_of_id(&names, ID_A), "web");
	end();
}
END_TEST

START_TEST(conmon_tells_what_no_engine_does)
{
	static const char command[] = "/usr/bin/conmon\0-c\0" ID_A "\0-n\0pweb\0";

	begin(send_as_it_is, "");
	fake_put_task(&fake, 70, 0, (struct fake_stat){ .comm = "conmon" });
	fake_put(&fake, "70/comm", "conmon\n");
	fake_put_bytes(&fake, "70/cmdline", command, sizeof(command) - 1);
	ck_assert(ask());
	ck_assert_str_eq(name_of_id(&names, ID_A), "pweb");
	ck_assert_str_eq(name_of_id(&names, ID_B), "(none)");
	end();
}
END_TEST

START_TEST(a_socket_that_is_none_and_an_engine_elsewhere_are_not_asked)
{
	begin(fake_send_json, GOOD);
	setenv("DOCKER_HOST", "tcp://127.0.0.1:2375", 1);
	ck_assert(ask());
	setenv("DOCKER_HOST", "unix:///dev/null", 1);
	ck_assert(ask());
	setenv("DOCKER_HOST", "unix:///nowhere", 1);
	ck_assert(ask());
	ck_assert_uint_eq(engine.seen->count, 0);
	end();
}
END_TEST

START_TEST(podman_is_asked_where_its_variable_says_so)
{
	begin(fake_send_json, GOOD);
	setenv("CONTAINER_HOST", getenv("DOCKER_HOST"), 1);
	unsetenv("DOCKER_HOST");
	ck_assert(ask());
	ck_assert_str_eq(name_of_id(&names, ID_A), "web");
	end();
}
END_TEST

#define USER 4000000123u     /* nobody's */

/* His engine names a container of his own, and one that is not. */
START_TEST(the_engine_of_a_user_is_believed_about_his_own_containers)
{
	char dir[64];
	bool had_run = access("/run/user", F_OK) == 0;

	if (geteuid() != 0) {
		fprintf(stderr, "SKIPPED engines of other users: only root may ask them\n");
		return;
	}
	begin(NULL, NULL);
	fake_engine_end(&engine);
	unsetenv("DOCKER_HOST");
	snprintf(dir, sizeof(dir), "/run/user/%u", USER);
	mkdir("/run/user", 0755);
	ck_assert_int_eq(mkdir(dir, 0700), 0);
	fake_engine_start_at(&engine, text("%s/docker.sock", dir), fake_send_json, GOOD);
	ck_assert_int_eq(lchown(engine.path, USER, USER), 0);
	proc.is_living = true;
	box_names_ask_at(&names, ID_A, text("/user.slice/user-%u.slice/user@%u.service/user.slice/docker-" ID_A ".scope", USER, USER));
	ask();
	unlink(engine.path);
	rmdir(dir);
	if (!had_run)
		rmdir("/run/user");
	ck_assert_str_eq(name_of_id(&names, ID_A), "web");
	ck_assert_str_eq(name_of_id(&names, ID_B), "(none)");
	end();
}
END_TEST

SUITE(box_asker, the_engine_of_a_user_is_believed_about_his_own_containers, an_engine_is_asked_for_those_that_are_wanted_and_names_them, one_that_hangs_is_left_alone, one_that_takes_no_call_is_left_alone,
      one_that_never_comes_to_an_end_is_left_alone, an_answer_of_100_MB_is_none, half_an_answer_garbage_and_an_error_tell_nothing,
      of_10000_containers_those_are_taken_that_are_wanted, what_was_told_is_kept_though_the_next_question_hangs, conmon_tells_what_no_engine_does,
      a_socket_that_is_none_and_an_engine_elsewhere_are_not_asked, podman_is_asked_where_its_variable_says_so)
