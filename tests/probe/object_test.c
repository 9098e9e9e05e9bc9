/* object_test.c - one object of each thing that several have seen. */
#include "object.h"

#include <string.h>

#include "suite.h"

#define OWN 1                 /* the device of the kernel's own mount */
#define TMPFS 23

static struct vec files, segments, buffers, mounts, holders, objects;
static struct arena arena;
static struct devices shared = { .own = OWN };

static void start(void)
{
	vec_init(&files, sizeof(struct tmpfs_file));
	vec_init(&segments, sizeof(struct shm_segment));
	vec_init(&buffers, sizeof(struct dma_buffer));
	vec_init(&mounts, sizeof(struct tmpfs));
	vec_init(&holders, sizeof(struct holder));
	vec_init(&objects, sizeof(struct object));
}

static const struct object *join(void)
{
	const struct object_sources from = { &files, &segments, &buffers, &mounts, &holders, &shared };

	objects_join(&from, &arena, &objects);
	return objects.data;
}

static void end(void)
{
	struct vec *all[] = { &files, &segments, &buffers, &mounts, &holders, &objects };

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		vec_free(all[i]);
	arena_free(&arena);
}

static void add_holder(pid_t pid, const struct find *finds, size_t count)
{
	struct holder *h = vec_push(&holders);

	*h = (struct holder){ .pid = pid, .finds = finds, .find_count = count };
}

START_TEST(a_file_that_two_hold_is_one_object_with_two_holders)
{
	const struct find open = { .device = TMPFS, .inode = 7, .has_bytes = true, .bytes = 4096, .path = "/dev/shm/x" };
	struct find mapped = open;

	mapped.is_mapped = true;
	start();
	*(struct tmpfs_file *)vec_push(&files) = (struct tmpfs_file){ TMPFS, 7, 4096, 1000, "/dev/shm/x" };
	add_holder(30, &open, 1);
	add_holder(20, &mapped, 1);
	const struct object *o = join();
	ck_assert_uint_eq(objects.count, 1);
	ck_assert_int_eq(o->kind, OBJECT_FILE);
	ck_assert_uint_eq(o->bytes, 4096);
	ck_assert_uint_eq(o->holders, 2);
	ck_assert_uint_eq(o->mapped, 1);
	ck_assert_int_eq(o->holder->pid, 20);
	ck_assert_uint_eq(o->uid, 1000);
	end();
}
END_TEST

START_TEST(names_and_kinds_are_told_by_where_a_file_is_and_what_it_is_called)
{
	static const struct find finds[] = {
		{ .device = TMPFS, .inode = 1, .has_bytes = true, .bytes = 9, .is_deleted = true, .path = "/dev/shm/a (deleted)" },
		{ .device = OWN, .inode = 2, .has_bytes = true, .bytes = 8, .is_deleted = true, .path = "/memfd:b (deleted)" },
		{ .device = OWN, .inode = 3, .has_bytes = true, .bytes = 7, .is_deleted = true, .path = "/dev/zero (deleted)" },
		{ .device = OWN, .inode = 4, .has_bytes = true, .bytes = 6, .is_deleted = true, .path = "/drm mm object (deleted)" },
		{ .device = 99, .inode = 5, .has_bytes = true, .bytes = 5, .is_buffer = true, .path = "/dmabuf:c" },
		{ .device = TMPFS, .inode = 6, .path = "/dev/shm/d" },
		/* A file of tmpfs may be called as a memfd is. */
		{ .device = TMPFS, .inode = 8, .has_bytes = true, .bytes = 4, .path = "/memfd:e" },
	};
	static const struct { enum object_kind kind; const char *name; } want[] = {
		{ OBJECT_DELETED, "/dev/shm/a" }, { OBJECT_MEMFD, "memfd:b" }, { OBJECT_ANONYMOUS, "dev/zero" }, { OBJECT_DRIVER, "drm mm object" },
		{ OBJECT_BUFFER, "dmabuf:c" }, { OBJECT_FILE, "/memfd:e" }, { OBJECT_FILE, "/dev/shm/d" },
	};

	start();
	add_holder(10, finds, ARRAY_LEN(finds));
	const struct object *o = join();
	ck_assert_uint_eq(objects.count, ARRAY_LEN(want));
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		ck_assert_str_eq(o[i].name, want[i].name);
		ck_assert_int_eq(o[i].kind, want[i].kind);
	}
	/* What may not be looked at is unknown, and comes last. */
	ck_assert(!o[ARRAY_LEN(want) - 1].has_bytes);
	end();
}
END_TEST

START_TEST(a_segment_is_not_taken_for_a_memfd_with_the_same_number)
{
	static const struct find finds[] = {
		{ .device = OWN, .inode = 8, .has_bytes = true, .bytes = 100, .path = "/memfd:x (deleted)" },
		{ .device = OWN, .inode = 8, .is_mapped = true, .path = "/SYSV00000000 (deleted)" },
	};

	start();
	*(struct shm_segment *)vec_push(&segments) = (struct shm_segment){ .id = 8, .key = 0x1234, .rss = 4096, .swap = 4096, .uid = 5 };
	add_holder(10, finds, 2);
	const struct object *o = join();
	ck_assert_uint_eq(objects.count, 2);
	ck_assert_str_eq(o[0].name, "segment 8, key 0x00001234");
	ck_assert_uint_eq(o[0].bytes, 8192);
	ck_assert_uint_eq(o[0].mapped, 1);
	ck_assert_str_eq(o[1].name, "memfd:x");
	ck_assert_uint_eq(o[1].mapped, 0);
	end();
}
END_TEST

START_TEST(a_buffer_that_the_kernel_lists_is_that_of_who_has_it)
{
	static const struct find held = { .device = 99, .inode = 5, .has_bytes = true, .bytes = 50, .is_buffer = true, .path = "/dmabuf:" };

	start();
	*(struct dma_buffer *)vec_push(&buffers) = (struct dma_buffer){ .bytes = 50, .inode = 5, .exporter = "drm", .name = "<none>" };
	*(struct dma_buffer *)vec_push(&buffers) = (struct dma_buffer){ .bytes = 70, .inode = 6, .exporter = "drm", .name = "frame" };
	add_holder(10, &held, 1);
	const struct object *o = join();
	ck_assert_uint_eq(objects.count, 2);
	ck_assert_str_eq(o[0].name, "frame");
	ck_assert_uint_eq(o[0].holders, 0);
	ck_assert_str_eq(o[1].name, "drm");
	ck_assert_uint_eq(o[1].holders, 1);
	end();
}
END_TEST

START_TEST(small_files_are_one_row_for_each_mount)
{
	start();
	*(struct tmpfs *)vec_push(&mounts) = (struct tmpfs){ .shown = "/run", .others = 5000, .other_bytes = 20480000 };
	*(struct tmpfs *)vec_push(&mounts) = (struct tmpfs){ .shown = "/tmp" };
	const struct object *o = join();
	ck_assert_uint_eq(objects.count, 1);
	ck_assert_int_eq(o->kind, OBJECT_FILES);
	ck_assert_uint_eq(o->count, 5000);
	ck_assert_uint_eq(o->bytes, 20480000);
	end();
}
END_TEST

SUITE(object, a_file_that_two_hold_is_one_object_with_two_holders, names_and_kinds_are_told_by_where_a_file_is_and_what_it_is_called,
      a_segment_is_not_taken_for_a_memfd_with_the_same_number, a_buffer_that_the_kernel_lists_is_that_of_who_has_it,
      small_files_are_one_row_for_each_mount)
