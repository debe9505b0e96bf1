"""Prints, as Markdown, the flash that kling-geometry takes on a Cortex-M3, and the instructions and stack of single calls.

    cost.py FOLDER...

Each folder has the programs of this package, built with the opt-level that is its name.
Sizes are read from the ELF files. The calls are carried out by Unicorn, which runs the machine code one instruction after the other
and shows each: the counts are exact and do not depend on a clock.
"""

import sys
from pathlib import Path

from elftools.elf.elffile import ELFFile
from unicorn import UC_ARCH_ARM, UC_HOOK_CODE, UC_MODE_MCLASS, UC_MODE_THUMB, Uc
from unicorn.arm_const import UC_ARM_REG_LR, UC_ARM_REG_PC, UC_ARM_REG_SP, UC_CPU_ARM_CORTEX_M3

FLASH = (0x0000_0000, 256 * 1024)
RAM = (0x2000_0000, 64 * 1024)
# Where a call returns to: flash behind every program, a Thumb address.
RETURN = FLASH[1] - 4
MOST_INSTRUCTIONS = 2_000_000_000

PROGRAMS = {
    "flash_aspect": "plan one shape: a device with one panel",
    "flash_plan": "plan any wish",
    "flash_steps": "plan any wish in steps",
    "flash_text": "the same from text, and print the answer or the reason",
}


def section_sizes(program):
    with program.open("rb") as file:
        return {section.name: section.data_size for section in ELFFile(file).iter_sections()}


def flash(program):
    """The bytes of code and constants."""
    sizes = section_sizes(program)
    return sum(sizes.get(name, 0) for name in (".text", ".rodata", ".data"))


def static_ram(program):
    sizes = section_sizes(program)
    return sum(sizes.get(name, 0) for name in (".data", ".bss"))


def calls(program):
    """(what is called, instructions, bytes of stack) for every symbol that begins with `call`."""
    with program.open("rb") as file:
        elf = ELFFile(file)
        segments = [(one["p_paddr"], one.data()) for one in elf.iter_segments("PT_LOAD")]
        symbols = elf.get_section_by_name(".symtab").iter_symbols()
        found = sorted((symbol.name, symbol["st_value"]) for symbol in symbols if symbol.name.startswith("call "))
    for name, address in found:
        yield name.split(" ", 2)[2], *count(segments, address)


def count(segments, address):
    processor = Uc(UC_ARCH_ARM, UC_MODE_THUMB | UC_MODE_MCLASS)
    processor.ctl_set_cpu_model(UC_CPU_ARM_CORTEX_M3)
    for start, length in (FLASH, RAM):
        processor.mem_map(start, length)
    for start, data in segments:
        processor.mem_write(start, data)
    top = sum(RAM)
    processor.reg_write(UC_ARM_REG_SP, top)
    processor.reg_write(UC_ARM_REG_LR, RETURN | 1)

    instructions, lowest = 0, top

    def step(processor, *_):
        nonlocal instructions, lowest
        instructions += 1
        lowest = min(lowest, processor.reg_read(UC_ARM_REG_SP))

    processor.hook_add(UC_HOOK_CODE, step)
    processor.emu_start(address | 1, RETURN, count=MOST_INSTRUCTIONS)
    if processor.reg_read(UC_ARM_REG_PC) != RETURN:
        sys.exit(f"the call at {address:#x} did not return")
    return instructions, top - lowest


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for first, *rest in rows:
        print(f"| {first} | " + " | ".join(f"{number:,}" for number in rest) + " |")
    print()


def main(folders):
    columns = [f"opt-level={folder.name}" for folder in folders]

    rows = []
    for program, does in PROGRAMS.items():
        rows.append([does] + [flash(folder / program) - flash(folder / "flash_nothing") for folder in folders])
    table(["bytes of flash"] + columns, rows)

    ram = max(static_ram(folder / program) - static_ram(folder / "flash_nothing") for folder in folders for program in PROGRAMS)
    print(f"Static RAM: {ram} bytes.\n")

    measured = [{name: numbers for name, *numbers in calls(folder / "cost")} for folder in folders]
    heads = [f"{what}, {column}" for column in columns for what in ("instructions", "bytes of stack")]
    table(["call"] + heads, [[name] + [number for kind in measured for number in kind[name]] for name in measured[0]])


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
