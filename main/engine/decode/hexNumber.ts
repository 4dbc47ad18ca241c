/** `0x002a` */
export const hexNumber = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

export const hex8 = (value: number): string => hexNumber(value, 2);
export const hex16 = (value: number): string => hexNumber(value, 4);
export const hex32 = (value: number): string => hexNumber(value, 8);
