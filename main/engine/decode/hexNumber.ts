/** `0x002a` */
export const hexNumber = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;
