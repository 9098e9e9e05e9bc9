/* taskiter_load.c - the only file that knows libbpf: loads the program that is embedded in the binary. Reads no task. The library
 * is opened here, in the loader's process, so that the monitor itself is spared its memory. */
#include "taskiter.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "vec.h"

#define FEW_PLACES 1024   /* of the map "told" */

/* What is used of the library, by the types of its own header. */
static struct {
	__typeof__(libbpf_set_print) *set_print;
	__typeof__(libbpf_num_possible_cpus) *num_possible_cpus;
	__typeof__(bpf_object__open_mem) *open_mem;
	__typeof__(bpf_object__load) *load;
	__typeof__(bpf_object__find_map_by_name) *find_map;
	__typeof__(bpf_object__find_program_by_name) *find_program;
	__typeof__(bpf_map__fd) *map_fd;
	__typeof__(bpf_map__set_max_entries) *set_max_entries;
	__typeof__(bpf_program__attach_iter) *attach_iter;
	__typeof__(bpf_link__fd) *link_fd;
} lib;

static const struct { const char *name; void *into; } wanted[] = {
	{ "libbpf_set_print",                &lib.set_print },
	{ "libbpf_num_possible_cpus",        &lib.num_possible_cpus },
	{ "bpf_object__open_mem",            &lib.open_mem },
	{ "bpf_object__load",                &lib.load },
	{ "bpf_object__find_map_by_name",    &lib.find_map },
	{ "bpf_object__find_program_by_name", &lib.find_program },
	{ "bpf_map__fd",                     &lib.map_fd },
	{ "bpf_map__set_max_entries",        &lib.set_max_entries },
	{ "bpf_program__attach_iter",        &lib.attach_iter },
	{ "bpf_link__fd",                    &lib.link_fd },
};

static bool open_library(struct err *e)
{
	void *handle = dlopen("libbpf.so.1", RTLD_NOW | RTLD_LOCAL);

	if (!handle)
		return err_set(e, "the BPF task iterator cannot be used here: %s", dlerror());
	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		void *symbol = dlsym(handle, wanted[i].name);
		if (!symbol)
			return err_set(e, "the BPF task iterator cannot be used here: %s", dlerror());
		memcpy(wanted[i].into, &symbol, sizeof(symbol));
	}
	return true;
}

/* From taskiter_object.S: what clang made of taskiter.bpf.c. */
extern const char taskiter_object[], taskiter_object_end[];

bool taskiter_is_built(void)
{
	return true;
}

static int say_nothing(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level;
	(void)format;
	(void)args;
	return 0;
}

static bool fail(struct err *e, const char *step, long error)
{
	if (error == -EPERM || error == -EACCES)
		return err_set(e, TASKITER_NEEDS);
	return err_set(e, "the BPF task iterator cannot be used here: %s: %s", step, strerror((int)-error));
}

/* More than a few CPUs and summing takes too long: then the counters are as coarse as those of stat. */
static __u32 choose_cpus(void)
{
	int cpus = lib.num_possible_cpus();

	return cpus > 0 && cpus <= TASKITER_CPUS ? (__u32)cpus : 0;
}

static struct bpf_object *open_object(void)
{
	LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = "ramtop");

	return lib.open_mem(taskiter_object, (size_t)(taskiter_object_end - taskiter_object), &options);
}

bool taskiter_load(struct taskiter_program *out, struct err *e)
{
	struct bpf_object *object;
	const struct bpf_link *link;
	int error;

	if (!open_library(e))
		return false;
	lib.set_print(say_nothing);
	object = open_object();
	if (!object)
		return fail(e, "open", -errno);
	out->cpus = choose_cpus();
	error = lib.load(object);
	/* Before Linux 5.11 a map counts as locked memory, of which one who is not root may have little. */
	if (error == -EPERM && (object = open_object()) && lib.set_max_entries(lib.find_map(object, "told"), FEW_PLACES) == 0)
		error = lib.load(object);
	if (error)
		return fail(e, "load", error);
	link = lib.attach_iter(lib.find_program(object, "tasks"), NULL);
	if (!link)
		return fail(e, "attach", -errno);
	out->iterator = lib.link_fd(link);
	out->wish = lib.map_fd(lib.find_map(object, ".data"));
	return true;
}
