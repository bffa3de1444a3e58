// The widget, played in a frame; the test is the caller and the agent.
import { createWidget } from '@jackfield/testing';

globalThis.widget = createWidget({ page: window.parent });
