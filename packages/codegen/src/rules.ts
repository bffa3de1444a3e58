export interface Fault { rule: string }
