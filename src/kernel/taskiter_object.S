/* taskiter_object.S - embeds the BPF program, so that there is no file to be found when ramtop runs. */
	.section .rodata
	.balign 8
	.global taskiter_object, taskiter_object_end
taskiter_object:
	.incbin TASKITER_OBJECT
taskiter_object_end:
	.section .note.GNU-stack, "", %progbits
